import type { Failure } from './bus-errors';
import type { DeadLetterReason } from './keys';
import type { ChannelSettings } from './messages/catalogue';
import type { Envelope, MessageOrigin } from './messages/envelope';
import type { MessageClass } from './messages/message';
import type { KeyRing } from './messages/sealing';

/** What became of a message: `dropped` is a query nobody waits for any more, `lost` is work that another replica has taken over. */
export type Outcome = 'done' | 'failed' | 'retried' | 'dead_lettered' | 'dropped' | 'lost';

/** Told of everything the bus does; for metrics and logs. Must not throw. */
export interface BusObserver {
  published?(message: string, channel: string): void;
  handled?(message: string, channel: string, outcome: Outcome, seconds: number, error?: unknown): void;
  deadLettered?(message: string, channel: string, reason: DeadLetterReason): void;
  /** The connection is in trouble; said once when it starts and once when it ends. */
  connection?(state: 'lost' | 'restored', error?: Error): void;
  /** Something in the background failed and will be tried again. */
  trouble?(text: string, error: unknown): void;
}

/** How long work waits before it is tried again, in milliseconds. */
export interface RetryTiming {
  /** Before the second try; doubled for each one after that. */
  readonly firstMs: number;
  readonly longestMs: number;
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
  /** The fleet's keys; every message, answer and confirmation is sealed with the first. */
  readonly keyRing?: KeyRing;
  /** How long a process may be silent before another replica takes over what it works on. Renewed while a handler runs. */
  readonly leaseMs: number;
  /** How long one handler may run, in milliseconds. Default: 10 minutes. */
  readonly processingTimeoutMs?: number;
  /** Tries of work that fails before it becomes a dead letter. */
  readonly maxAttempts: number;
  /** Default: 1 s, doubled up to 60 s. */
  readonly retry?: RetryTiming;
  /** How often streams are trimmed and consumers of dead replicas removed, in milliseconds. Default: a minute. */
  readonly upkeepIntervalMs?: number;
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
