import type { Failure } from './bus-errors';
import type { Envelope, MessageOrigin } from './envelope';
import type { MessageClass } from './message';

export interface ChannelSettings {
  /** `group`: one replica of each service gets a message. `broadcast`: every replica gets every message, unacknowledged. */
  readonly delivery: 'group' | 'broadcast';
  /** Broadcast only: how far back a new reader starts, and how long entries are kept, in milliseconds. */
  readonly windowMs?: number;
}

/** What became of a message: `dropped` is a query nobody waits for any more. */
export type Outcome = 'done' | 'failed' | 'retried' | 'dead_lettered' | 'dropped';

/** Told of everything the bus does; for metrics and logs. Must not throw. */
export interface BusObserver {
  published?(message: string, channel: string): void;
  handled?(message: string, channel: string, outcome: Outcome, seconds: number, error?: unknown): void;
  /** The connection is in trouble; said once when it starts and once when it ends. */
  connection?(state: 'lost' | 'restored', error?: Error): void;
  /** Something in the background failed and will be tried again. */
  trouble?(text: string, error: unknown): void;
}

export interface RaptorBusOptions {
  /** redis:// or rediss:// */
  readonly url: string;
  /** First part of every key; two fleets on one Redis differ in it. */
  readonly keyPrefix: string;
  /** Name of the consumer group and of the producer: the service. */
  readonly service: string;
  /** Name of the consumer: this process. */
  readonly instance: string;
  /** Every message of the fleet. */
  readonly messages: readonly MessageClass[];
  /** Channels that are not plain work channels. */
  readonly channels?: Readonly<Record<string, ChannelSettings>>;
  /** How long a message may be worked on before another replica takes it over. */
  readonly leaseMs: number;
  /** Tries of work before it becomes a dead letter. */
  readonly maxAttempts: number;
  /** How long a query waits for its answer unless the caller says otherwise. */
  readonly queryTimeoutMs: number;
  /** How long any single Redis command may take. */
  readonly commandTimeoutMs: number;
  /** Messages of work handled at once by this process; queries have as many slots of their own. */
  readonly concurrency: number;
  /** The request or message being handled right now: who, for which workspace, caused by what. */
  readonly origin: () => MessageOrigin;
  /** Runs a handler so that `origin` tells of this envelope inside it. */
  readonly runWithin: <T>(envelope: Envelope, fn: () => Promise<T>) => Promise<T>;
  /** The application's errors as data, and back. */
  readonly describeFailure: (error: unknown) => Failure;
  readonly reviveFailure: (failure: Failure) => Error;
  readonly observer?: BusObserver;
}
