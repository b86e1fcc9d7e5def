import { readdir, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { PrivateRedis } from '../../fixtures/private-redis';
import type { InFlight } from '../in-flight';
import type { Memory } from '../plan';
import type { SeededRandom } from '../seeded-random';

const CAUGHT_WITHIN_MS = 10_000;
const LOST_BYTES = [2_000, 60_000] as const;

/**
 * Kills Redis while messages are under way and brings it back: with what it had, without its last writes (as after a power
 * cut, or on a replica that was behind), or empty.
 * @returns how many messages it had that were not confirmed.
 */
export async function restartRedis(
  { memory, downMs }: { memory: Memory; downMs: number },
  server: PrivateRedis,
  inFlight: InFlight,
  random: SeededRandom,
): Promise<number> {
  const file = memory === 'tail lost' ? await appendOnlyFile(server.url) : undefined;
  const found = await untilBusy(inFlight);
  await server.kill();
  if (file) await loseTail(file, random.between(...LOST_BYTES));
  await pause(downMs);
  if (memory === 'empty') await server.startAgainEmpty();
  else await server.startAgain();
  return found;
}

async function untilBusy(inFlight: InFlight): Promise<number> {
  const until = Date.now() + CAUGHT_WITHIN_MS;
  for (;;) {
    const [pending, published] = await Promise.all([inFlight.pending(), inFlight.published()]);
    if ((pending && published) || Date.now() > until) return pending ? published : 0;
    await pause(10);
  }
}

/** The file that the latest writes are in: one of several since Redis 7. */
async function appendOnlyFile(url: string): Promise<string> {
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 0 });
  redis.on('error', () => undefined);
  try {
    await redis.connect();
    const [, folder = ''] = (await redis.config('GET', 'dir')) as string[];
    const files = (await readdir(folder, { recursive: true })).filter((name) => /\.aof$/.test(name));
    const latest = files.find((name) => name.includes('.incr.')) ?? files[0];
    if (!latest) throw new Error(`Redis has no append-only file in ${folder}`);
    return join(folder, latest);
  } finally {
    redis.disconnect();
  }
}

/** Redis drops a command that is cut in the middle, and goes on with those before it. */
async function loseTail(file: string, bytes: number): Promise<void> {
  const { size } = await stat(file);
  await truncate(file, Math.max(0, size - Math.min(bytes, Math.floor(size / 2))));
}
