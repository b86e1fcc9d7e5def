/** Work (`command`, `event`) is durable and retried; a `query` is answered in time or dropped. */
export type MessageKind = 'command' | 'event' | 'query';

/** Within a channel a free slot goes to the highest lane that has work. */
export type Lane = 'critical' | 'high' | 'normal' | 'low';

/** Where a message travels. A query that every service answers is `addressed`: the sender names the service. */
export type Channel = 'sys.global.heartbeat' | 'addressed';

export interface MessageMetadata {
  readonly kind: MessageKind;
  /** In dots; past tense for events, imperative for commands and queries. */
  readonly name: string;
  /** Raised when a reader of the old shape could not read the new one; additive optional fields do not raise it. */
  readonly version: number;
  readonly channel: Channel;
  /** Default `normal`. */
  readonly lane?: Lane;
}

/** A class that carries its own message metadata, put there by {@link RaptorMessage}. */
export type MessageClass<T extends object = object> = new () => T;

/**
 * Marks a class as a message between services. Plain metadata under a well-known symbol: reading it needs neither a
 * container nor the bus.
 */
export const RaptorMessage =
  (metadata: MessageMetadata): ClassDecorator =>
  (target) => {
    Object.defineProperty(target, Symbol.for('raptor.message'), { value: Object.freeze(metadata) });
  };
