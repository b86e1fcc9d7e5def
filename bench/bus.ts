import { parseArgs } from 'node:util';
import { Arena } from './bus/arena';
import { CONCURRENCY, type Extent } from './bus/measures';
import { askAll } from './bus/questions';
import { busTables } from './bus/tables';
import { busTargets } from './bus/targets';
import { machine, versionsOf } from './machine';
import { startOwnServers } from './own-servers';
import { isMet, targetTable } from './report';

const FULL: Extent = { seconds: 3, warmUpSeconds: 5, latencyRate: 1_000, askRate: 500, lowWaiting: 10_000 };
const QUICK: Extent = { ...FULL, seconds: 0.5, warmUpSeconds: 0.3, lowWaiting: 1_000 };
const PACKAGES = ['ioredis', 'bullmq', '@nestjs/microservices'];

const { values } = parseArgs({
  options: { rounds: { type: 'string' }, quick: { type: 'boolean' }, json: { type: 'boolean' } },
});

/**
 * `npm run bench:bus`: RaptorBus beside raw Redis Streams, BullMQ and Nest's own Redis transport, on a Redis of their own. `--rounds 5` is
 * the default, `--quick` a smoke run, `--json` prints nothing but the figures.
 */
async function main(): Promise<void> {
  const extent = values.quick ? QUICK : FULL;
  const rounds = Number(values.rounds ?? (values.quick ? 1 : 5));
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds takes a whole number from 1');
  const found = machine();
  const servers = await startOwnServers();
  const arena = new Arena(servers.redis.url, CONCURRENCY);
  try {
    const versions = { ...versionsOf(PACKAGES), redis: await arena.redisVersion() };
    const results = await askAll(arena, rounds, extent, (text) => console.error(text));
    const targets = busTargets(results);
    if (values.json) {
      const measured = Object.fromEntries(
        Object.entries(results).map(([name, value]) => [
          name,
          value instanceof Map ? Object.fromEntries(value) : value,
        ]),
      );
      const judged = targets.map((target) => ({ ...target, met: isMet(target) }));
      console.log(JSON.stringify({ machine: found, versions, rounds, extent, targets: judged, measured }, null, 2));
      return;
    }
    const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
    console.log(`${found}; ${named.join(', ')}; ${rounds} interleaved rounds.\n`);
    console.log(`${busTables(results, extent)}\n\n${targetTable(targets)}`);
  } finally {
    await arena.close();
    await servers.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
