import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { NestFactory } from '@nestjs/core';
import {
  createBusTables,
  Outbox,
  OutboxRelay,
  PassFailureFilter,
  pgDatabase,
  RaptorBus,
  RaptorBusServer,
} from '@raptor/raptor-bus';
import { runInContext } from '@raptor/platform';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { countOf } from './outbox/database';
import { CONSUMER, DeskModule, OrderPlaced, PRODUCER } from './outbox/raptor-desk';
import { machine } from './machine';
import { startOwnServers } from './own-servers';
import { raptorOptions, someRequest } from './raptor-options';

const { values } = parseArgs({
  options: { messages: { type: 'string', default: '100000' }, json: { type: 'boolean', default: false } },
});

const SCHEMA = 'public';
const BATCH = 500;
const CROWDED = randomUUID();
const QUIET = Array.from({ length: 19 }, () => randomUUID());
/** How often one of the quiet workspaces sends a message while the backlog drains, in milliseconds. */
const QUIET_EVERY_MS = 50;
const GIVE_UP_AFTER_MS = 600_000;

const median = (sorted: readonly number[]): number => sorted[Math.floor(sorted.length / 2)] ?? NaN;

const anOrder = (customer: string, number: number): OrderPlaced =>
  Object.assign(new OrderPlaced(), {
    id: randomUUID(),
    payload: { number, customer, totalMicroUsd: 1, note: 'n'.repeat(600) },
  });

/**
 * `npm run bench:backlog`: one workspace of twenty has 100,000 messages of 1 KB waiting in its outbox when relay and consumer
 * start. How long until every one of them has had its effect, how long the other workspaces' messages take meanwhile, what
 * Redis needs, and how often anything was published again. `--messages N`, `--json`.
 */
async function main(): Promise<void> {
  const servers = await startOwnServers({ postgres: true });
  const pool = new Pool({ connectionString: servers.postgres?.url, max: 24 });
  // A connection that ends with its server is no news.
  pool.on('error', () => undefined);
  const redis = new Redis(servers.redis.url);
  try {
    for (const statement of createBusTables(SCHEMA)) await pool.query(statement);
    await pool.query(
      'CREATE TABLE effects (id uuid NOT NULL, payload jsonb NOT NULL, at timestamptz DEFAULT clock_timestamp())',
    );
    const figures = await drained(pool, redis, servers.redis.url);
    process.stdout.write(values.json ? `${JSON.stringify(figures, null, 2)}\n` : told(figures));
  } finally {
    redis.disconnect();
    await pool.end();
    await servers.stop();
  }
}

async function drained(pool: Pool, redis: Redis, redisUrl: string) {
  const count = Number(values.messages);
  let done = 0;
  const handled = (): void => void (done += 1);
  const place = { redisUrl, prefix: 'backlog', concurrency: 16, messages: [OrderPlaced], handled };
  const database = pgDatabase(pool, SCHEMA);
  const sender = new RaptorBus(raptorOptions({ ...place, service: PRODUCER }));
  const outbox = new Outbox(sender, SCHEMA);
  const send = async (workspaceId: string, orders: readonly OrderPlaced[]): Promise<void> => {
    await runInContext(someRequest(workspaceId), () =>
      database.transaction((tx) =>
        outbox.sendAll(
          tx,
          orders.map((message) => ({ message })),
        ),
      ),
    );
  };
  for (let sent = 0; sent < count; sent += BATCH) {
    await send(
      CROWDED,
      Array.from({ length: Math.min(BATCH, count - sent) }, (_none, index) => anOrder('crowded', sent + index)),
    );
  }
  const reader = new RaptorBus(raptorOptions({ ...place, service: CONSUMER }));
  const server = new RaptorBusServer(reader);
  const desk = DeskModule.with({ database, done: () => undefined });
  const app = await NestFactory.createMicroservice(desk, { strategy: server, logger: false });
  app.useGlobalFilters(new PassFailureFilter());
  await app.listen();
  sender.connect();
  const relay = new OutboxRelay(sender, database, { outbox });
  const startedAt = performance.now();
  relay.start();

  let quiet = 0;
  let redisMostBytes = 0;
  for (let turn = 0; done < count; turn += 1) {
    if (performance.now() - startedAt > GIVE_UP_AFTER_MS)
      throw new Error(`${count - done} messages are left after ten minutes`);
    await send(QUIET[turn % QUIET.length] ?? '', [anOrder('quiet', Date.now())]);
    quiet += 1;
    await delay(QUIET_EVERY_MS);
    if (turn % 10 > 0) continue;
    redisMostBytes = Math.max(redisMostBytes, Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1]));
  }
  const seconds = (performance.now() - startedAt) / 1_000;
  for (const until = Date.now() + 60_000; Date.now() < until; await delay(100)) {
    if ((await countOf(pool, `SELECT count(*) FROM outbox_events WHERE state <> 'confirmed'`)) === 0) break;
  }
  const quietMs = await quietTimes(pool);
  const figures = {
    messages: count,
    quietMessages: quiet,
    seconds,
    perSecond: count / seconds,
    lost: count + quiet - (await countOf(pool, 'SELECT count(DISTINCT id) FROM effects')),
    doubled: await countOf(pool, 'SELECT count(*) - count(DISTINCT id) AS count FROM effects'),
    quietMedianMs: median(quietMs),
    quietSlowestMs: quietMs.at(-1) ?? NaN,
    redisMostMb: redisMostBytes / 1024 / 1024,
    published: await publishedTo(redis, sender),
    unconfirmed: await countOf(pool, `SELECT count(*) FROM outbox_events WHERE state <> 'confirmed'`),
    machine: machine(),
  };
  await relay.stop();
  await server.stopReading();
  await server.untilIdle();
  await app.close();
  await Promise.all([sender.close(), reader.close()]);
  return figures;
}

/** From before the commit of each message of the quiet workspaces to its effect, in milliseconds, shortest first. */
async function quietTimes(pool: Pool): Promise<number[]> {
  const { rows } = await pool.query<{ ms: number }>(
    `SELECT (extract(epoch FROM at) * 1000 - (payload->>'number')::float8)::float8 AS ms FROM effects
     WHERE payload->>'customer' = 'quiet' ORDER BY ms`,
  );
  return rows.map(({ ms }) => ms);
}

/** Entries ever added to the channel's streams: more than there are messages means that some were published again. */
async function publishedTo(redis: Redis, bus: RaptorBus): Promise<number> {
  const infos = await Promise.all(
    bus.keys.streams('bench.orders').map((stream) => redis.xinfo('STREAM', stream).catch(() => [])),
  );
  return infos.reduce<number>(
    (sum, info) => sum + Number((info as unknown[])[(info as unknown[]).indexOf('entries-added') + 1] ?? 0),
    0,
  );
}

const told = (figures: Awaited<ReturnType<typeof drained>>): string => `
| what | figure | target |
| --- | --- | --- |
| drained | ${figures.messages} messages in ${figures.seconds.toFixed(1)} s (${Math.round(figures.perSecond)}/s) | <= 120 s |
| lost, doubled, left unconfirmed | ${figures.lost}, ${figures.doubled}, ${figures.unconfirmed} | 0, 0, 0 |
| the ${figures.quietMessages} messages of other workspaces: median, slowest | ${Math.round(figures.quietMedianMs)} ms, ${Math.round(figures.quietSlowestMs)} ms | <= 1,000 ms |
| Redis, most | ${Math.round(figures.redisMostMb)} MB | <= 200 MB |
| published | ${figures.published} times for ${figures.messages + figures.quietMessages} messages | once each |

${figures.machine}
`;

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
