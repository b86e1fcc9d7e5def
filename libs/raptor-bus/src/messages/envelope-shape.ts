import type { Lane } from './message';

/** Who caused a message. */
export interface Actor {
  readonly type: 'user' | 'api_key' | 'agent' | 'system';
  readonly id: string;
  readonly role?: string;
  readonly membershipVersion?: number;
}

/** What surrounds a payload on its way; filled in by the bus, never by a caller. Times are ISO 8601 unless said. */
export interface Envelope<P = unknown> {
  /** UUIDv7. */
  readonly id: string;
  readonly name: string;
  readonly version: number;
  /** Null for messages about the system itself. */
  readonly workspaceId: string | null;
  readonly actor: Actor;
  readonly correlationId: string;
  readonly causationId: string | null;
  /** The same wish, sent again, has the same: its effect happens once and the second gets the first one's result. */
  readonly dedupId?: string;
  /** What the message is about, for the reader's own use. */
  readonly key?: string;
  readonly lane: Lane;
  readonly occurredAt: string;
  /** Milliseconds since the epoch after which nobody waits for the result. */
  readonly deadline?: number;
  /** Where the answer to a query is published; on work, the channel its result goes to. */
  readonly replyTo?: string;
  readonly traceparent?: string;
  readonly producer: string;
  /** True when the producer keeps the message until every reader has confirmed it. */
  readonly confirm?: true;
  readonly payload: P;
}
