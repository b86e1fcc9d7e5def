import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { FleetOfAgents } from './agents/fleet-of-agents';
import { hitsByAgent, hitsOf, type Hits } from './agents/hits';
import { overheads } from './agents/overhead';
import { replay } from './agents/replay';
import { hitTable, hitTargets, overheadTable, overheadTargets } from './agents/tables';
import { WEEK } from './agents/week';
import { machine, versionsOf } from './machine';
import { isMet, targetTable } from './report';

const FULL = { runs: 500, seconds: 300, campaigns: WEEK.campaigns };
const QUICK = { runs: 20, seconds: 12, campaigns: 1 };
/** A replay that is later than this, in hours of its own time, has asked too late for what was kept. */
const TOO_LATE_HOURS = 2;
const PACKAGES = ['@nestjs/core', 'typeorm', 'pg', 'ioredis', 'chromadb', '@anthropic-ai/sdk', '@google/generative-ai'];

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean' },
    json: { type: 'boolean' },
    runs: { type: 'string' },
    seconds: { type: 'string' },
  },
});

/**
 * `npm run bench:agents`: what the runner of agents adds to gathering and to the model, and how many questions of a week the answer cache answers; on servers
 * of its own that keep what they promise, with a stand-in for the models. `--runs` and `--seconds` (for the week) say how much, `--quick` is a smoke run,
 * `--json` prints nothing but the figures.
 */
async function main(): Promise<void> {
  const extent = values.quick ? QUICK : FULL;
  const [runs, seconds] = [Number(values.runs ?? extent.runs), Number(values.seconds ?? extent.seconds)];
  if (!Number.isInteger(runs) || runs < 1 || !(seconds >= 1)) throw new Error('--runs and --seconds are 1 at least');
  const found = machine();
  const fleet = await FleetOfAgents.start(console.error);
  try {
    const versions = { ...versionsOf(PACKAGES), ...fleet.versions };
    const overhead = await overheads(fleet, runs, console.error);
    const week = { ...WEEK, campaigns: extent.campaigns };
    const { played, dayMs, behindDays } = await replay(fleet, week, seconds, console.error);
    const agents = hitsByAgent(played);
    const sums: Hits[] = [
      {
        ...hitsOf(
          'questions whose answers are kept',
          played.filter(({ isCacheable }) => isCacheable),
        ),
        isCacheable: true,
      },
      { ...hitsOf('all questions', played), isCacheable: true },
    ];
    const targets = [...overheadTargets(overhead), ...hitTargets(sums)];
    if (values.json) {
      const results = { overhead, week: { ...week, seconds, dayMs, behindDays, agents, sums } };
      console.log(
        JSON.stringify(
          { machine: found, versions, targets: targets.map((target) => ({ ...target, met: isMet(target) })), results },
          null,
          2,
        ),
      );
      return;
    }
    const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
    console.log(
      [
        `${found}; ${named.join('; ')}.`,
        `the runner: ${runs} runs one after the other, every input new`,
        overheadTable(overhead),
        `a week of ${week.campaigns} campaigns of one workspace in ${seconds} s: a day is ${Math.round(dayMs)} ms, and so is each time to live; ${(behindDays * 24).toFixed(1)} h behind at most`,
        ...(behindDays * 24 > TOO_LATE_HOURS
          ? ['This machine was too slow for that: there are fewer hits than there would be. Take more --seconds.']
          : []),
        hitTable(agents, sums),
        targetTable(targets),
      ].join('\n\n'),
    );
  } finally {
    await fleet.stop();
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
