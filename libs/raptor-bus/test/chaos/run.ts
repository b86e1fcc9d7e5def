import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { chaos } from './chaos';
import { startOwnPostgres } from './own-postgres';
import { LONG, planFrom, SHORT } from './plan';

const MOST_SEED = 2 ** 31;
const USAGE = 'npm run test:chaos -- [--seed N] [--messages N] [--kills N] [--short]';

const say = (text: string): void => void process.stdout.write(`${text}\n`);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seed: { type: 'string' },
      messages: { type: 'string' },
      kills: { type: 'string' },
      short: { type: 'boolean', default: false },
    },
  });
  const size = values.short ? SHORT : LONG;
  const seed = whole(values.seed, randomInt(MOST_SEED));
  const plan = planFrom(
    { ...size, messages: whole(values.messages, size.messages), kills: whole(values.kills, size.kills) },
    seed,
  );
  say(`seed ${seed}`);
  const again = (): void => {
    say(`seed ${seed}`);
  };
  process.once('SIGINT', () => {
    again();
    process.exit(130);
  });
  const postgres = await startOwnPostgres();
  try {
    const { table, problems } = await chaos(plan, postgres.url, say);
    say(`\n${table}\n`);
    for (const problem of problems) say(problem);
    say(problems.length > 0 ? 'FAILED' : 'passed');
    process.exitCode = problems.length > 0 ? 1 : 0;
  } finally {
    await postgres.stop();
    again();
  }
}

function whole(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^\d+$/.test(text)) throw new Error(`${text} is not a whole number. ${USAGE}`);
  return Number(text);
}

main().catch((error: unknown) => {
  say(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
});
