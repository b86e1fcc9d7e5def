import 'reflect-metadata';
import { parseArgs } from 'node:util';
import { FleetOfAgents } from './agents/fleet-of-agents';
import { replay } from './agents/replay';
import { billByAgent, billByTier, billOf } from './cost/bill';
import { LOOK_UPS } from './cost/lookups';
import { ASSUMED, MONTH } from './cost/month';
import { Prices } from './cost/prices';
import { agentTable, costTargets, judged, lookUpTable, lookUpsUsd, tierTable } from './cost/tables';
import { machine, versionsOf } from './machine';
import { targetTable } from './report';

const FULL = { seconds: 240, span: MONTH };
/** Three days of one campaign: whether it runs, not what a month costs. */
const QUICK = { seconds: 12, span: { ...MONTH, days: 3, campaigns: 1, campaignDays: 3, signalsPerDay: 2 } };
const PACKAGES = ['@anthropic-ai/sdk', '@google/generative-ai', 'chromadb'];

const { values } = parseArgs({
  options: { quick: { type: 'boolean' }, json: { type: 'boolean' }, seconds: { type: 'string' } },
});

/**
 * `npm run bench:cost`: what a user's month costs at list prices. Everything is asked of the real agents at its simulated moment, money asked of the real
 * council; a stand-in for the models counts the tokens of the prompts as they are sent. `--seconds` says how long the month takes, `--quick` is a smoke run
 * of three days, `--json` prints nothing but the figures.
 */
async function main(): Promise<void> {
  const { seconds: usual, span } = values.quick ? QUICK : FULL;
  const seconds = Number(values.seconds ?? usual);
  if (!(seconds >= 1)) throw new Error('--seconds is 1 at least');
  const found = machine();
  const fleet = await FleetOfAgents.start(console.error);
  try {
    const versions = { ...versionsOf(PACKAGES), ...fleet.versions };
    const { played, behindDays } = await replay(fleet, span, seconds, console.error);
    const prices = new Prices();
    const [byAgent, byTier] = [billByAgent(played, prices), billByTier(played, prices)];
    const all = billOf('all', played, prices);
    const lookUps = lookUpsUsd(LOOK_UPS);
    // Three days are no month: nothing is met by them.
    const targets = values.quick ? [] : costTargets(all, lookUps);
    const results = { byAgent, byTier, all, lookUps: LOOK_UPS, lookUpsUsd: lookUps, behindDays };
    if (values.json) {
      const said = { machine: found, versions, isWhole: !values.quick, assumed: ASSUMED, span };
      console.log(JSON.stringify({ ...said, prices: prices.inWords(), targets: judged(targets), results }, null, 2));
      return;
    }
    const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
    console.log(
      [
        `${found}; ${named.join('; ')}.`,
        ...(values.quick ? ['QUICK: three days of one campaign. The look-ups are those of a whole month.'] : []),
        `${span.days} days, ${span.campaigns} campaigns of ${span.campaignDays} days, ${span.signalsPerDay} signals a day, one user of one workspace, in ${seconds} s (${(behindDays * 24).toFixed(1)} h behind at most)`,
        'Only agents that have a description are asked. A token is four bytes, for prompts as for answers; an answer is as long as the floor’s, without thinking.',
        prices
          .inWords()
          .map((line) => `- ${line}`)
          .join('\n'),
        agentTable([...byAgent, all]),
        tierTable(byTier),
        lookUpTable(LOOK_UPS),
        ...(targets.length > 0 ? [targetTable(targets)] : []),
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
