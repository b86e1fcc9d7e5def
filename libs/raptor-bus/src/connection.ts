import { Redis } from 'ioredis';
import { BusUnavailableError } from './bus-errors';
import type { RaptorBusOptions } from './options';

/** How long a blocking read waits at most; a drain need not wait for it (see StreamReader). */
export const BLOCK_MS = 2_000;

type ConnectionOptions = Pick<RaptorBusOptions, 'url' | 'service' | 'commandTimeoutMs' | 'observer'>;

const reconnectDelayMs = (attempt: number): number => Math.min(50 * 2 ** Math.min(attempt, 6), 2_000);

/** For commands that answer at once: fails fast while Redis is away instead of queueing without bound. */
export function commandConnection(options: ConnectionOptions): Redis {
  return watched(
    new Redis(options.url, {
      protocol: 2,
      lazyConnect: true,
      connectionName: `${options.service}:commands`,
      commandTimeout: options.commandTimeoutMs,
      connectTimeout: options.commandTimeoutMs,
      enableOfflineQueue: false,
      enableAutoPipelining: true,
      maxRetriesPerRequest: null,
      retryStrategy: reconnectDelayMs,
    }),
    options,
  );
}

/** For blocking reads and subscriptions: a connection that hears nothing for longer than it could is dropped and remade. */
export function blockingConnection(options: ConnectionOptions, purpose: string): Redis {
  return watched(
    new Redis(options.url, {
      protocol: 2,
      lazyConnect: true,
      connectionName: `${options.service}:${purpose}`,
      connectTimeout: options.commandTimeoutMs,
      socketTimeout: BLOCK_MS + options.commandTimeoutMs,
      maxRetriesPerRequest: null,
      retryStrategy: reconnectDelayMs,
    }),
  );
}

/** Connects in the background: a service starts in any order with its Redis. */
export function connectInBackground(redis: Redis): void {
  if (redis.status === 'wait') redis.connect().catch(() => undefined);
}

/**
 * Runs a command and tells a Redis that is away from a Redis that says no. Waits for a connection that is just being
 * made, at most `timeoutMs`; one that is known to be lost fails at once.
 * @throws BusUnavailableError
 */
export async function reach<T>(redis: Redis, timeoutMs: number, command: () => Promise<T>): Promise<T> {
  try {
    await untilConnected(redis, timeoutMs);
    return await command();
  } catch (error) {
    if (error instanceof Error && error.name === 'ReplyError') throw error;
    throw new BusUnavailableError('Redis (bus) is not available', { cause: error });
  }
}

const BEING_MADE = new Set(['wait', 'connecting', 'connect']);

async function untilConnected(redis: Redis, timeoutMs: number): Promise<void> {
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
  redis.on('error', (error: Error) => {
    if (!lost) options?.observer?.connection?.('lost', error);
    lost = true;
  });
  redis.on('ready', () => {
    if (lost) options?.observer?.connection?.('restored');
    lost = false;
  });
  return redis;
}
