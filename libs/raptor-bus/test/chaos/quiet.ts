import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Pool } from 'pg';
import { LANES, type BusKeys } from '@raptor/raptor-bus';
import { SERVICES } from './database';
import { CHANNEL_NAMES, READERS } from './messages';

const LOOK_EVERY_MS = 250;
const TELL_EVERY_MS = 5_000;

export interface QuietOptions {
  readonly redisUrl: string;
  readonly pool: Pool;
  readonly keys: BusKeys;
  /** Told every few seconds what there is still. */
  tell(text: string): void;
}

/**
 * Waits until nothing is on its way any more: every outbox confirmed, nothing undelivered, pending or put aside, no
 * confirmation unread.
 * @returns what is still there at the deadline; empty when all is quiet.
 */
export async function untilQuiet(
  { redisUrl, pool, keys, tell }: QuietOptions,
  withinMs: number,
): Promise<readonly string[]> {
  const redis = new Redis(redisUrl, { maxRetriesPerRequest: 0, commandTimeout: 2_000 });
  redis.on('error', () => undefined);
  const until = Date.now() + withinMs;
  let tellAt = Date.now() + TELL_EVERY_MS;
  try {
    for (;;) {
      const left = await whatIsLeft(redis, pool, keys).catch((error: unknown) => [`not known: ${String(error)}`]);
      if (left.length === 0 || Date.now() > until) return left;
      if (Date.now() > tellAt) {
        tell(`still there: ${left.join('; ')}`);
        tellAt += TELL_EVERY_MS;
      }
      await pause(LOOK_EVERY_MS);
    }
  } finally {
    redis.disconnect();
  }
}

async function whatIsLeft(redis: Redis, pool: Pool, keys: BusKeys): Promise<string[]> {
  const outboxes = await Promise.all(SERVICES.map((service) => unconfirmed(pool, service)));
  if (outboxes.flat().length > 0) return outboxes.flat();
  const work = CHANNEL_NAMES.flatMap((channel) => LANES.map((lane) => keys.stream(channel, lane)));
  const streams = [...work, ...SERVICES.map((service) => keys.confirmations(service))];
  const groups = await Promise.all(streams.map((stream) => unfinished(redis, stream)));
  const asides = CHANNEL_NAMES.flatMap((channel) => READERS.map((group) => keys.retries(channel, group)));
  const aside = await Promise.all(asides.map(async (key) => told(`put aside in ${key}`, await redis.zcard(key))));
  const unread = await Promise.all(
    SERVICES.map(async (service) =>
      told(`confirmations for ${service}`, await redis.xlen(keys.confirmations(service))),
    ),
  );
  return [...groups, ...aside, ...unread].flat();
}

const told = (what: string, count: number): string[] => (count > 0 ? [`${what}: ${count}`] : []);

async function unconfirmed(pool: Pool, service: string): Promise<string[]> {
  const { rows } = await pool.query<{ state: string; count: number; example: string }>(
    `SELECT state, count(*)::int AS count, min(id::text) AS example FROM ${service}.outbox_events
     WHERE state <> 'confirmed' GROUP BY state`,
  );
  return rows.map(({ state, count, example }) => `outbox of ${service}, ${state}: ${count}, such as ${example}`);
}

async function unfinished(redis: Redis, stream: string): Promise<string[]> {
  const groups = await redis.xinfo('GROUPS', stream).catch(() => []);
  const [last] = (await redis.xrevrange(stream, '+', '-', 'COUNT', 1)).flatMap(([id]) => [id]);
  return (groups as unknown[][]).flatMap((pairs) => {
    const group = Object.fromEntries(pairs.flatMap((key, at) => (at % 2 === 0 ? [[String(key), pairs[at + 1]]] : [])));
    const undelivered = last !== undefined && isBefore(String(group['last-delivered-id']), last);
    return [
      ...told(`pending in ${stream} for ${String(group['name'])}`, Number(group['pending'])),
      ...(undelivered ? [`undelivered in ${stream} for ${String(group['name'])}`] : []),
    ];
  });
}

function isBefore(one: string, other: string): boolean {
  const [oneMs = 0, oneAt = 0] = one.split('-').map(Number);
  const [otherMs = 0, otherAt = 0] = other.split('-').map(Number);
  return oneMs < otherMs || (oneMs === otherMs && oneAt < otherAt);
}
