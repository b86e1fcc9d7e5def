/** Work (`command`, `event`) is durable and retried; a `query` is answered in time or dropped. */
export type MessageKind = 'command' | 'event' | 'query';

/** From most to least urgent: a free slot goes to the highest lane that has work. */
export const LANES = ['critical', 'high', 'normal', 'low'] as const;

export type Lane = (typeof LANES)[number];

/** A query whose sender names the service that answers. */
export const ADDRESSED = 'addressed';

/** Work whose sender names the channel, such as a result that goes back to whoever asked. */
export const REPLY_TO = 'replyTo';

/** What the bus must know of a message class. */
export interface MessageDefinition {
  readonly kind: MessageKind;
  readonly name: string;
  /** Raised when a reader of the old shape could not read the new one; both stay until nobody sends or reads the old. */
  readonly version: number;
  /** A channel of the bus, or {@link ADDRESSED}, or {@link REPLY_TO}. */
  readonly channel: string;
  readonly lane?: Lane;
  /** Work only: the services that get it, each once. Consumer groups, confirmations and trimming come from it. */
  readonly readers?: readonly string[];
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

/** Names one version of a message, for handlers: `shop.order.placed@1`. */
export const patternOf = ({ name, version }: Pick<MessageDefinition, 'name' | 'version'>): string =>
  `${name}@${version}`;
