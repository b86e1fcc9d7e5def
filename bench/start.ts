import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { replaceSection } from './markdown-section';
import { FleetUnderTest, LAUNCHER, type MeasuredStart } from './fleet-under-test';

const WARM_ROUNDS = 5;
const IDLE_AFTER_MS = 10_000;
const README = join(__dirname, '..', 'README.md');

interface ServiceFigures {
  readonly replica: string;
  /** Undefined for the launcher, whose readiness is that of the whole. */
  readonly readyAfterMs?: number;
  readonly idleMemoryMb: number;
}

interface StartFigures {
  readonly machine: string;
  readonly coldStartMs: number;
  readonly warmStartsMs: readonly number[];
  readonly services: readonly ServiceFigures[];
}

/** Measures starts of a fleet in a folder of its own: the first with empty databases, then with what the earlier ones left. */
async function measure(tell: (text: string) => void): Promise<StartFigures> {
  const folder = mkdtempSync(join(tmpdir(), 'raptor-bench-'));
  // As root the database runs as somebody else, who must get in here.
  chmodSync(folder, 0o755);
  const fleet = new FleetUnderTest(folder);
  try {
    fleet.build();
    const cold = await fleet.start();
    tell(`cold start: ${cold.readyMs} ms`);
    // The first run also keeps the compiled code of the bundles for the next ones.
    await delay(IDLE_AFTER_MS);
    await fleet.stop();
    const warm: MeasuredStart[] = [];
    for (let round = 1; round <= WARM_ROUNDS; round++) {
      const start = await fleet.start();
      warm.push(start);
      tell(`warm start ${round} of ${WARM_ROUNDS}: ${start.readyMs} ms`);
      if (round < WARM_ROUNDS) await fleet.stop();
    }
    await delay(IDLE_AFTER_MS);
    const memory = fleet.memoryMb();
    return {
      machine: `${cpus().length} cores (${cpus()[0]?.model.trim()}), ${Math.round(totalmem() / 2 ** 30)} GB, Node.js ${process.versions.node}`,
      coldStartMs: cold.readyMs,
      warmStartsMs: warm.map(({ readyMs }) => readyMs),
      services: [...memory].map(([replica, idleMemoryMb]) => ({
        replica,
        readyAfterMs: replica === LAUNCHER ? undefined : median(warm.map(({ services }) => services.get(replica) ?? 0)),
        idleMemoryMb,
      })),
    };
  } finally {
    await fleet.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
const seconds = (ms: number): string => (ms / 1000).toFixed(1);

function asMarkdown({ machine, coldStartMs, warmStartsMs, services }: StartFigures): string {
  const memory = services.reduce((sum, { idleMemoryMb }) => sum + idleMemoryMb, 0);
  return [
    `Measured by \`npm run bench:start\` on ${machine}:`,
    '',
    '| start of the whole fleet | ready after |',
    '| --- | --- |',
    `| cold: built, empty databases | ${seconds(coldStartMs)} s |`,
    `| warm: median of ${warmStartsMs.length} (fastest to slowest) | ${seconds(median(warmStartsMs))} s (${seconds(Math.min(...warmStartsMs))} to ${seconds(Math.max(...warmStartsMs))}) |`,
    '',
    `| process | ready after (warm, six at once) | memory, idle for ${IDLE_AFTER_MS / 1000} s |`,
    '| --- | --- | --- |',
    ...services.map(
      ({ replica, readyAfterMs, idleMemoryMb }) =>
        `| ${replica} | ${readyAfterMs === undefined ? '' : `${seconds(readyAfterMs)} s`} | ${idleMemoryMb} MB |`,
    ),
    `| all | | ${memory} MB |`,
  ].join('\n');
}

async function main(): Promise<void> {
  const figures = await measure((text) => console.error(text));
  const markdown = asMarkdown(figures);
  console.log(process.argv.includes('--json') ? JSON.stringify(figures, null, 2) : markdown);
  if (process.argv.includes('--write-readme')) {
    writeFileSync(README, replaceSection(readFileSync(README, 'utf8'), 'bench:start', markdown));
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
