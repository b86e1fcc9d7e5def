import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Api, CampaignPerformanceResponse, CampaignResponse, UserStatsResponse } from '../../libs/api-client/src';
import { REPOSITORY } from '../launcher/state-folder';

const DAY_MS = 86_400_000;
const MICRO = 1_000_000;
const LOOK_EVERY_MS = 250;
/** In `examples/`: two weeks of four channels, a line a day and channel. */
const RESULTS = join(REPOSITORY, 'examples', 'results.csv');

/** What came of a campaign, and what that is worth. */
export interface DemoOutcome {
  readonly performance: CampaignPerformanceResponse;
  /** What stands out in the second week, the most certain first. */
  readonly findings: readonly {
    readonly channel: string;
    readonly statement: string;
    readonly recommendation: string;
  }[];
  /** Of the person whose campaign it is. */
  readonly stats: UserStatsResponse;
  readonly achievements: readonly string[];
}

interface Result {
  /** 1 is the first day of the campaign. */
  readonly day: number;
  readonly channel: string;
  readonly metrics: Readonly<Record<string, number>>;
}

/** Tells what was measured, as a machine would that is connected to the channels; the same told twice counts once. */
export async function replayResults(planner: Api, { id, channels }: CampaignResponse, start: Date): Promise<number> {
  const observations = resultsIn(readFileSync(RESULTS, 'utf8'))
    .filter(({ channel }) => channels.some((each) => each === channel))
    .flatMap(({ day, channel, metrics }) =>
      Object.entries(metrics).map(([metric, value]) => ({
        ...{ subject_type: 'campaign' as const, subject_id: `${id}/${channel}`, metric, value, source_id: 'demo' },
        observed_at: new Date(start.getTime() + (day - 0.5) * DAY_MS).toISOString(),
      })),
    );
  const { received } = await planner.sources.recordObservations({ observations });
  return received;
}

const finding = z.object({ kind: z.string(), channel: z.string(), statement: z.string(), recommendation: z.string() });

/** The analyst compares the second week with the first. */
export async function standingOut(
  planner: Api,
  { id, name, channels }: CampaignResponse,
  start: Date,
): Promise<DemoOutcome['findings']> {
  const dayOf = (day: number): string => new Date(start.getTime() + (day - 1) * DAY_MS).toISOString().slice(0, 10);
  const input = {
    ...{ name, from: dayOf(8), to: dayOf(14) },
    channels: channels.map((channel) => ({ channel, subjectType: 'campaign', subjectId: `${id}/${channel}` })),
  };
  let run = await planner.agents.invokeAgent('MTX-018', { input });
  while (run.state === 'requested' || run.state === 'running') {
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    run = await planner.agents.getRun(run.id);
  }
  if (run.failure) throw new Error(`The analyst has failed: ${run.failure.message}`);
  return z.object({ findings: z.array(finding) }).parse(run.output).findings;
}

/** @param csv with a line of names first: day, channel, and what was counted; money in dollars. */
export function resultsIn(csv: string): Result[] {
  const [head = '', ...lines] = csv.trim().split('\n');
  const names = head.split(',');
  return lines.map((line) => {
    const row = Object.fromEntries(line.split(',').map((value, at) => [names[at] ?? '', value]));
    const { day, channel, cost_usd: cost, revenue_usd: revenue, ...counted } = row;
    const counts = Object.entries(counted).map(([metric, value]) => [metric, Number(value)] as const);
    const money = { cost_micro_usd: Number(cost) * MICRO, revenue_micro_usd: Number(revenue) * MICRO };
    return {
      ...{ day: Number(day), channel: channel ?? '' },
      metrics: { ...Object.fromEntries(counts), ...mapped(money, Math.round) },
    };
  });
}

const mapped = (figures: Readonly<Record<string, number>>, by: (value: number) => number): Record<string, number> =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, by(value)]));
