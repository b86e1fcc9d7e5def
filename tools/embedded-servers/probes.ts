import { setTimeout as delay } from 'node:timers/promises';

const ANSWER_WITHIN_MS = 5_000;

/** Resolves with the server's version when a session can be opened; rejects with the driver's reason otherwise. */
export async function probePostgres(url: string): Promise<string> {
  const { Client } = await import('pg');
  const client = new Client({ connectionString: url, connectionTimeoutMillis: ANSWER_WITHIN_MS });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
    return rows[0]?.server_version ?? 'of unknown version';
  } finally {
    void client.end().catch(() => undefined);
  }
}

/** Resolves when PING is answered: not while the server still loads its data. */
export async function probeRedis(url: string): Promise<void> {
  const { Redis } = await import('ioredis');
  const client = new Redis(url, {
    lazyConnect: true,
    connectTimeout: ANSWER_WITHIN_MS,
    maxRetriesPerRequest: 0,
    enableReadyCheck: false,
    retryStrategy: () => null,
  });
  // connect() only says that the connection is closed; the reason comes as an event.
  let reason: Error | undefined;
  client.on('error', (error: Error) => (reason = error));
  try {
    await client.connect();
    await withinTime(client.ping());
  } catch (error) {
    throw reason ?? error;
  } finally {
    // A connection that has ended would hold the process up for two seconds more.
    if (client.status !== 'end') client.disconnect();
  }
}

async function withinTime(answer: Promise<unknown>): Promise<void> {
  const given = new AbortController();
  const timeUp = delay(ANSWER_WITHIN_MS, undefined, { signal: given.signal, ref: false }).then(() => {
    throw new Error(`no answer within ${ANSWER_WITHIN_MS / 1000} s`);
  });
  try {
    await Promise.race([answer, timeUp]);
  } finally {
    timeUp.catch(() => undefined);
    given.abort();
  }
}

/** Resolves when Chroma's heartbeat is answered. */
export async function probeChroma(url: string): Promise<void> {
  const response = await fetch(new URL('api/v2/heartbeat', url.endsWith('/') ? url : `${url}/`), {
    signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
  });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`the heartbeat was answered with status ${response.status}`);
}

/** The reason a probe gives, in a few words: fetch hides the system's in a cause, and node:net joins several in an AggregateError. */
export function reasonOf(error: unknown): string {
  // Not by instanceof: an error of Node's own may come from another realm than ours, as under jest.
  const { errors, cause, message, code } = (error ?? {}) as {
    errors?: unknown[];
    cause?: unknown;
    message?: string;
    code?: string;
  };
  if (errors?.[0] !== undefined) return reasonOf(errors[0]);
  if (cause !== undefined) return reasonOf(cause);
  return message || code || String(error);
}
