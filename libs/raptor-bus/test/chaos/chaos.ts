import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Pool } from 'pg';
import { BusKeys } from '@raptor/raptor-bus';
import { PrivateRedis } from '../fixtures/private-redis';
import { TcpProxy } from '../fixtures/tcp-proxy';
import { Company } from './company';
import { createTables, readLedger, SERVICES } from './database';
import { InFlight } from './in-flight';
import type { Plan } from './plan';
import { ProducersAtPace } from './producers-at-pace';
import { problemsOf, tableOf, type Outcome } from './report';
import { untilQuiet } from './quiet';
import { Storm } from './storm';
import { Tally } from './tally';

const KEY_PREFIX = 'chaos';
/** As the fleet's bus: what is written is on disk a second later. */
const AS_THE_FLEET = ['--appendfsync', 'everysec', '--maxmemory-policy', 'noeviction'];
const LOOK_EVERY_MS = 200;

export interface ChaosResult {
  readonly table: string;
  /** Empty when all promises were kept and every fault hit something. */
  readonly problems: readonly string[];
}

/**
 * Runs producers, relays and consumers as processes of their own, does to them and to a Redis of its own what the plan says,
 * waits until all is at rest, and compares what was accepted with what took effect.
 * @param postgresUrl an empty database, which is left as the run left it.
 */
export async function chaos(plan: Plan, postgresUrl: string, say: (text: string) => void): Promise<ChaosResult> {
  const folder = mkdtempSync(join(tmpdir(), `raptorflow-chaos-${plan.seed}-`));
  const startedAt = Date.now();
  const tell = (text: string): void => {
    appendFileSync(join(folder, 'storm.log'), `${new Date().toISOString()} ${text}\n`);
    say(`${((Date.now() - startedAt) / 1_000).toFixed(1).padStart(6)} s  ${text}`);
  };
  const pool = new Pool({ connectionString: postgresUrl, application_name: 'chaos', max: 4 });
  pool.on('error', () => undefined);
  const redis = await PrivateRedis.start(AS_THE_FLEET);
  const proxy = await TcpProxy.to(redis.url);
  try {
    await createTables(pool);
    await proxy.open();
    const outcome = await withEverything(plan, { folder, pool, postgresUrl, redis, proxy, tell });
    const problems = problemsOf(outcome);
    if (problems.length === 0) rmSync(folder, { recursive: true, force: true });
    else tell(`the logs are in ${folder}`);
    return { table: tableOf(outcome), problems };
  } finally {
    await proxy.close();
    await redis.stop();
    await pool.end();
  }
}

interface Surroundings {
  readonly folder: string;
  readonly pool: Pool;
  readonly postgresUrl: string;
  readonly redis: PrivateRedis;
  /** Between the processes and Redis. */
  readonly proxy: TcpProxy;
  tell(text: string): void;
}

async function withEverything(plan: Plan, around: Surroundings): Promise<Outcome> {
  const { folder, pool, postgresUrl, redis, proxy, tell } = around;
  const keys = new BusKeys(KEY_PREFIX);
  const { seed, leaseMs, perSecond } = plan;
  const tally = new Tally();
  const shared = { redisUrl: proxy.url, postgresUrl, keyPrefix: KEY_PREFIX, seed, leaseMs, perSecond };
  const company = new Company({
    folder,
    tally,
    directionsFor: (part, instance) => ({ ...shared, part, instance }),
  });
  const inFlight = new InFlight(redis.url, pool, keys);
  const producers = new ProducersAtPace(company, pool);
  try {
    await company.start();
    producers.start();
    tell('everybody is there');
    const startedAt = Date.now();
    const until = startedAt + plan.mayTakeMs;
    await new Storm({ plan, company, redis, proxy, inFlight, tally, tell }).run(until);
    while (producers.accepted < plan.messages && Date.now() < until) await pause(LOOK_EVERY_MS);
    await producers.stop();
    tell('the storm is over, waiting until all is at rest');
    const stormEndedAt = Date.now();
    const unquiet = await untilQuiet({ redisUrl: redis.url, pool, keys, tell }, plan.restWithinMs);
    const quietAt = Date.now();
    return {
      plan,
      ledger: await readLedger(pool),
      tally,
      unquiet,
      sent: await sentBy(pool),
      stormMs: stormEndedAt - startedAt,
      quietAfterMs: quietAt - stormEndedAt,
    };
  } finally {
    inFlight.close();
    await producers.stop();
    await company.retire();
  }
}

async function sentBy(pool: Pool): Promise<number> {
  const counts = SERVICES.map((service) => `(SELECT count(*) FROM ${service}.outbox_events)`);
  const { rows } = await pool.query<{ sent: number }>(`SELECT (${counts.join(' + ')})::int AS sent`);
  return rows[0]?.sent ?? 0;
}
