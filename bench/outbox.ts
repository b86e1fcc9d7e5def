import { parseArgs } from 'node:util';
import { figureOf, ratioOf } from './figures';
import { machine, versionsOf } from './machine';
import { Arena, BATCH, sumOf, type CpuParts, type Drain } from './outbox/arena';
import { CONTENDERS, type ContenderName } from './outbox/contenders';
import { startOwnServers } from './own-servers';
import { isMet, shown, table, targetTable, type Target } from './report';
import { interleaved } from './rounds';

const PACKAGES = ['ioredis', 'pg', 'graphile-worker', 'pg-boss'];
const NAMES = Object.keys(CONTENDERS) as ContenderName[];
const MESSAGES = 10_000;
const FEWER = 1_000;

const { values } = parseArgs({
  options: { rounds: { type: 'string' }, quick: { type: 'boolean' }, json: { type: 'boolean' } },
});

type Results = ReadonlyMap<ContenderName, readonly Drain[]>;

/**
 * `npm run bench:outbox`: from a committed transaction to an effect in another process, RaptorBus beside graphile-worker and pg-boss, on a
 * Postgres and a Redis of their own that keep what they promise. `--rounds 5` is the default, `--quick` a smoke run, `--json` prints
 * nothing but the figures. Fails when an effect is missing or there twice.
 */
async function main(): Promise<void> {
  const rounds = Number(values.rounds ?? (values.quick ? 1 : 5));
  if (!Number.isInteger(rounds) || rounds < 1) throw new Error('--rounds takes a whole number from 1');
  const count = values.quick ? FEWER : MESSAGES;
  const found = machine();
  const servers = await startOwnServers({ postgres: true });
  const arena = new Arena(servers);
  try {
    const versions = { ...versionsOf(PACKAGES), ...(await arena.open()) };
    // Code is compiled and connections are known before anything counts.
    for (const name of NAMES) await arena.drain(name, count / 2);
    const results: Results = await interleaved(rounds, NAMES, (name, round) => {
      console.error(`round ${round + 1} of ${rounds}: ${name}`);
      return arena.drain(name, count);
    });
    const targets = targetsOf(results);
    if (values.json) {
      const judged = targets.map((target) => ({ ...target, met: isMet(target) }));
      const measured = Object.fromEntries(results);
      console.log(JSON.stringify({ machine: found, versions, rounds, count, targets: judged, measured }, null, 2));
      return;
    }
    const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
    console.log(`${found}; ${named.join(', ')}; ${rounds} interleaved rounds.\n`);
    console.log(`${count.toLocaleString('en-US')} messages, ${BATCH} in a transaction, 64 handled at once\n`);
    console.log(`${tableOf(results)}\n\n${targetTable(targets)}`);
  } finally {
    await arena.close();
    await servers.stop();
  }
}

function targetsOf(results: Results): Target[] {
  const rates = (name: ContenderName): number[] => (results.get(name) ?? []).map(({ perSecond }) => perSecond);
  return (['graphile-worker', 'pg-boss'] as const).map((peer) => ({
    what: `messages/s against ${peer}`,
    atLeast: 1.5,
    measured: ratioOf(rates('RaptorBus'), rates(peer)),
    unit: 'x',
  }));
}

function tableOf(results: Results): string {
  const rows = [...results].map(([name, rounds]) => {
    const cpu = (value: (parts: CpuParts) => number) =>
      figureOf(rounds.map(({ cpuPerMessage }) => value(cpuPerMessage)));
    const parts = (['producer', 'consumer', 'postgres', 'redis'] as const).map((part) =>
      cpu((times) => times[part]).median.toFixed(0),
    );
    return [
      name,
      shown(figureOf(rounds.map(({ perSecond }) => perSecond)), 0),
      shown(cpu(sumOf), 0),
      parts.join(' + '),
      `${Math.max(...rounds.map(({ repeated }) => repeated))}`,
    ];
  });
  const head = [
    '',
    'messages/s, median (min-max)',
    'CPU us each',
    'producer + consumer + Postgres + Redis',
    'run again',
  ];
  return table(head, rows);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
