import type { AgentDescription } from '@raptor/agent-kit';
import { describedAgents } from '../../tools/agents/all-agents';
import { percentile } from '../figures';
import { Dice } from './dice';
import type { FleetOfAgents } from './fleet-of-agents';
import { headlineInput, performanceInput, searchAdInput, type Campaign } from './inputs';
import { VendorTime } from './vendor-time';
import { WatchedCalls } from './watched-calls';
import { withWillingModel } from './willing-model';

/** Milliseconds, over all runs. */
export interface Spread {
  readonly p50: number;
  readonly p95: number;
}

export interface Overhead {
  readonly agent: string;
  readonly what: string;
  readonly runs: number;
  /** Runs whose answer did not come as it should: by the model, or by the floor where there is none. */
  readonly strange: number;
  readonly whole: Spread;
  /** The whole without gathering and without what the vendor took: what is remembered and what money takes count as the runner's. */
  readonly beyond: Spread;
  /** The whole without all that is read, remembered or not, and without the step `model`, money included. */
  readonly own: Spread;
  /** Parts of it, in the order of a run. */
  readonly parts: Readonly<Record<string, Spread>>;
}

const CAMPAIGN: Campaign = {
  name: 'Overhead',
  product: 'Tally',
  audience: 'freelancers',
  promise: 'invoices paid sooner',
  channels: ['google_ads', 'email'],
  rivals: [],
};

/** Of each an agent whose every input is new: nothing comes from a cache. */
const CASES: readonly { readonly code: string; readonly what: string; inputAt(number: number): unknown }[] = [
  {
    code: 'GRD-001',
    what: 'floor only, reads nothing',
    inputAt: (number) => searchAdInput(CAMPAIGN, number, 0, '2026-11-23'),
  },
  {
    code: 'MUSE-001',
    what: 'model; cache, near duplicates, recall, memories',
    inputAt: (number) => headlineInput({ ...CAMPAIGN, name: `Overhead ${number}` }, 0, new Dice(number)),
  },
  {
    code: 'MTX-018',
    what: 'model; cache, near duplicates, reads four times',
    inputAt: (number) => performanceInput({ ...CAMPAIGN, name: `Overhead ${number}` }, '2026-03-02', '2026-03-08'),
  },
];

/** A service has run for a while: until then the engine has not compiled what it runs. */
const WARM_UP = 500;

/** What the runner adds to an agent: runs one after the other, each measured whole, less its `gather` step and what the vendor's answers took. */
export async function overheads(
  fleet: FleetOfAgents,
  runs: number,
  tell: (text: string) => void,
): Promise<readonly Overhead[]> {
  const measured: Overhead[] = [];
  for (const { code, what, inputAt } of CASES) {
    const agent = describedAgents().find((one) => one.code === code);
    if (!agent) throw new Error(`${code} has no description`);
    tell(`${runs} runs of ${code}`);
    measured.push({ what, ...(await overheadOf(fleet, agent, runs, inputAt)) });
  }
  return measured;
}

async function overheadOf(
  fleet: FleetOfAgents,
  described: AgentDescription,
  runs: number,
  inputAt: (number: number) => unknown,
): Promise<Omit<Overhead, 'what'>> {
  const agent = withWillingModel(described, fleet.model);
  const wanted = agent.tier === 'none' ? 'floor' : 'model';
  const vendor = new VendorTime(fleet.model.url);
  const calls = new WatchedCalls();
  const budget = fleet.budgetOf(agent.guild);
  calls.watch(budget, 'reserve');
  calls.watch(budget, 'settle');
  const samples: Record<string, number[]> = {};
  const note = (part: string, ms: number): void => void (samples[part] ??= []).push(ms);
  let strange = 0;
  try {
    for (let number = -WARM_UP; number < runs; number++) {
      const { outcome, tookMs } = await fleet.run(agent, inputAt(number + WARM_UP));
      const vendorMs = vendor.take();
      const [reserveMs, settleMs] = [sumOf(calls.take('reserve')), sumOf(calls.take('settle'))];
      if (number < 0) continue;
      if (outcome.outcome !== 'completed' || outcome.result.provenance.mode !== wanted) strange += 1;
      const runId = outcome.outcome === 'completed' ? outcome.result.runId : outcome.runId;
      const steps = await stepsOf(fleet, agent, runId);
      const gatherMs = steps.get('gather') ?? 0;
      note('whole', tookMs);
      note('beyond', tookMs - gatherMs - vendorMs);
      const readingMs = Math.max(steps.get('duplicates') ?? 0, (steps.get('recall') ?? 0) + gatherMs);
      note('own', tookMs - readingMs - (steps.get('model') ?? 0));
      for (const [name, ms] of steps) if (name !== 'model') note(name, ms);
      if (wanted === 'model') {
        note('reserve', reserveMs);
        note('model (vendor)', vendorMs);
        note('settle', settleMs);
        note('keep and judge', (steps.get('model') ?? 0) - reserveMs - vendorMs - settleMs);
      }
      const [cacheMs, floorMs, modelMs] = [steps.get('cache') ?? 0, steps.get('floor') ?? 0, steps.get('model') ?? 0];
      note('take, keep, remember, record', tookMs - readingMs - modelMs - cacheMs - floorMs);
    }
  } finally {
    calls.stop();
    vendor.stop();
  }
  const { whole = [], beyond = [], own = [], ...parts } = samples;
  return {
    agent: agent.code,
    runs,
    strange,
    whole: spreadOf(whole),
    beyond: spreadOf(beyond),
    own: spreadOf(own),
    parts: Object.fromEntries(Object.entries(parts).map(([name, values]) => [name, spreadOf(values)])),
  };
}

/** As the run recorded them; `cache` ends when the answer begins to be made. */
async function stepsOf(fleet: FleetOfAgents, { guild }: AgentDescription, runId: string): Promise<Map<string, number>> {
  const [row] = await fleet.query<{ steps: { name: string; tookMs: number }[] }>(
    `SELECT steps FROM ${guild}.agent_runs WHERE id = $1`,
    runId,
  );
  const sums = new Map<string, number>();
  for (const { name, tookMs } of row?.steps ?? []) sums.set(name, (sums.get(name) ?? 0) + tookMs);
  return sums;
}

function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((one, other) => one - other);
  return { p50: percentile(sorted, 50), p95: percentile(sorted, 95) };
}

const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
