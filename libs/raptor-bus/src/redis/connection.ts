import { Redis } from 'ioredis';
import { BusUnavailableError } from '../bus-errors';
import type { RaptorBusOptions } from '../options';
import { BusMisconfiguredError } from './boot-check';

/** How long a blocking read waits at most; a drain need not wait for it (see StreamReader). */
export const BLOCK_MS = 2_000;

/** How long a socket may take to close when we end it, in milliseconds. */
const DISCONNECT_MS = 200;

type ConnectionOptions = Pick<RaptorBusOptions, 'url' | 'service' | 'keyPrefix' | 'commandTimeoutMs' | 'observer'>;

const reconnectDelayMs = (attempt: number): number => Math.min(50 * 2 ** Math.min(attempt, 6), 1_000);

/** RESP2, because subscriptions and stream answers have other shapes in RESP3. A command fails with its connection: whoever gave it decides what then. */
const COMMON = {
  protocol: 2,
  lazyConnect: true,
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  autoResubscribe: false,
  retryStrategy: reconnectDelayMs,
  disconnectTimeout: DISCONNECT_MS,
} as const;

/**
 * For commands that answer at once: fails fast while Redis is away instead of queueing without bound. Commands are not
 * pipelined automatically, because ioredis holds a pipeline back, with no timeout running, until the one before it is answered.
 */
export function commandConnection(options: ConnectionOptions): Redis {
  return watched(
    new Redis(options.url, {
      ...COMMON,
      connectionName: connectionName(options, 'commands'),
      commandTimeout: options.commandTimeoutMs,
      connectTimeout: options.commandTimeoutMs,
      socketTimeout: options.commandTimeoutMs,
    }),
    options,
  );
}

/** For blocking reads and subscriptions: a connection that hears nothing for longer than it could is dropped and remade. */
export function blockingConnection(options: ConnectionOptions, purpose: string): Redis {
  return watched(
    new Redis(options.url, {
      ...COMMON,
      connectionName: connectionName(options, purpose),
      connectTimeout: options.commandTimeoutMs,
      socketTimeout: BLOCK_MS + options.commandTimeoutMs,
    }),
  );
}

/** What CLIENT LIST shows: whose connection, what for, and of which fleet where several share a Redis. */
const connectionName = ({ service, keyPrefix }: ConnectionOptions, purpose: string): string =>
  `${service}:${purpose}@${keyPrefix}`;

/** Connects in the background: a service starts in any order with its Redis. */
export function connectInBackground(redis: Redis): void {
  if (redis.status === 'wait') redis.connect().catch(() => undefined);
}

/**
 * Runs a command. A Redis that is away and one that says no (out of memory, read-only, too few replicas, still loading) are
 * the same to the caller: the bus does not take messages now.
 */
export async function reach<T>(command: () => Promise<T>): Promise<T> {
  try {
    return await command();
  } catch (error) {
    throw asUnavailable(error);
  }
}

/** What a command's failure is to its caller: see {@link reach}. */
export function asUnavailable(error: unknown): Error {
  if (error instanceof BusMisconfiguredError || error instanceof BusUnavailableError) return error;
  const refusal = error instanceof Error && error.name === 'ReplyError' ? error.message.split(' ', 1)[0] : undefined;
  const what = refusal ? `Redis (bus) refuses commands: ${refusal}` : 'Redis (bus) is not available';
  return new BusUnavailableError(what, { cause: error });
}

const BEING_MADE: ReadonlySet<string> = new Set(['wait', 'connecting', 'connect']);

/** Waits for a connection that is just being made, at most `timeoutMs`; returns at once for one that is up or known to be lost. */
export async function untilConnected(redis: Redis, timeoutMs: number): Promise<void> {
  if (!BEING_MADE.has(redis.status)) return;
  connectInBackground(redis);
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      redis.off('ready', done).off('close', done);
      resolve();
    };
    const timer = setTimeout(done, timeoutMs);
    redis.on('ready', done).on('close', done);
  });
}

function watched(redis: Redis, options?: ConnectionOptions): Redis {
  let lost = false;
  let lastError: Error | undefined;
  redis.on('error', (error: Error) => (lastError = error));
  redis.on('reconnecting', () => {
    if (!lost) options?.observer?.connection?.('lost', lastError);
    lost = true;
  });
  redis.on('ready', () => {
    if (lost) options?.observer?.connection?.('restored');
    lost = false;
    lastError = undefined;
  });
  return redis;
}
