import type { Role } from './identity/roles';
import { SERVICE_KEYS, type GuildKey, type ServiceKey } from './services';

/** Work (`command`, `event`) is durable and retried; a `query` is answered in time or dropped. */
export type MessageKind = 'command' | 'event' | 'query';

/** Within a channel a free slot goes to the highest lane that has work. */
export type Lane = 'critical' | 'high' | 'normal' | 'low';

/**
 * Where a message travels. `addressed`: a query that every service answers, the sender names the service. `replyTo`: a result
 * that goes back to whoever asked, on the channel that the assignment named.
 */
export type Channel =
  | 'sys.global.heartbeat'
  | 'sys.global.stops'
  | `sys.guild.${GuildKey}.broadcast`
  | 'sys.council'
  | 'sys.gateway'
  | 'sys.alert.critical'
  | 'sys.alert.warning'
  | 'sys.state.update'
  | 'sys.workspace.lifecycle'
  | 'addressed'
  | 'replyTo';

export interface MessageMetadata {
  readonly kind: MessageKind;
  /** In dots; past tense for events, imperative for commands and queries. */
  readonly name: string;
  /** Raised when a reader of the old shape could not read the new one; additive optional fields do not raise it. */
  readonly version: number;
  readonly channel: Channel;
  /** Default `normal`. */
  readonly lane?: Lane;
  /**
   * Commands and events that are work: the services that get it, each once; at least one. Queries and broadcasts have
   * none: a query is answered where it goes, a broadcast reaches every replica that listens.
   */
  readonly readers?: readonly ServiceKey[];
  /**
   * An operation of the API that the service named first in `name` answers: members with this role, or one above it, may ask for it. The gateway
   * checks it, and the service checks it again.
   */
  readonly role?: Role;
}

/** A class that carries its own message metadata, put there by {@link RaptorMessage}. */
export type MessageClass<T extends object = object> = new () => T;

const MESSAGE = Symbol.for('raptor.message');

/**
 * Marks a class as a message between services. Plain metadata under a well-known symbol: reading it needs neither a
 * container nor the bus.
 */
export const RaptorMessage =
  (metadata: MessageMetadata): ClassDecorator =>
  (target) => {
    Object.defineProperty(target, MESSAGE, { value: Object.freeze(metadata) });
  };

/** @throws Error for a class that is no message. */
export function metadataOf(message: MessageClass): MessageMetadata {
  const metadata = (message as { [MESSAGE]?: MessageMetadata })[MESSAGE];
  if (!metadata) throw new Error(`${message.name} is not a message: put @RaptorMessage on it`);
  return metadata;
}

/** The service that a message belongs to: the one its name begins with. */
export function ownerOf(message: MessageClass): ServiceKey {
  const [owner] = metadataOf(message).name.split('.');
  const found = SERVICE_KEYS.find((key) => key === owner);
  if (!found) throw new Error(`${message.name} belongs to no service: its name begins with ${owner}`);
  return found;
}
