/** Work (`command`, `event`) is durable and retried; a `query` is answered in time or dropped. */
export type MessageKind = 'command' | 'event' | 'query';

/** From most to least urgent: a free slot goes to the highest lane that has work. */
export const LANES = ['critical', 'high', 'normal', 'low'] as const;

export type Lane = (typeof LANES)[number];

/** What the bus must know of a message class. */
export interface MessageDefinition {
  readonly kind: MessageKind;
  readonly name: string;
  readonly version: number;
  /** A channel of the bus, or `addressed`: the sender of a query names the service that answers. */
  readonly channel: string;
  readonly lane?: Lane;
}

export type MessageClass<T extends object = object> = new () => T;

/** Message classes carry their definition under this symbol; whoever sets it needs no import of the bus. */
export const MESSAGE_DEFINITION = Symbol.for('raptor.message');

/**
 * The definition a class carries.
 * @throws Error when the class is not a message; the text says what to add.
 */
export function definitionOf(messageClass: MessageClass): MessageDefinition {
  const definition = (messageClass as { [MESSAGE_DEFINITION]?: MessageDefinition })[MESSAGE_DEFINITION];
  if (!definition) {
    throw new Error(
      `${messageClass.name} is not a message: put @RaptorMessage({ kind, name, version, channel }) on it`,
    );
  }
  return definition;
}
