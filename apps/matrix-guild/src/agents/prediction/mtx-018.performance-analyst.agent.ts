import { defineAgent, itemsOf, strangeNumbers, type Evidence } from '@raptor/agent-kit';
import { z } from 'zod';
import { ATTRIBUTION_MODELS, attribute, type Journey } from '../../craft/performance/attribution';
import { FINDING_KINDS, attributionFindings, findingsOf, usd } from '../../craft/performance/findings';
import { COUNTED_METRICS } from '../../craft/performance/metric-names';
import { NOTHING, addCounts, ratiosOf, type Counts } from '../../craft/performance/metrics';
import { performanceSamples } from './mtx-018.samples';

const DAY_MS = 86_400_000;

const input = z
  .object({
    name: z.string().min(1).max(200).describe('What is analysed, for people: a campaign’s name'),
    channels: z
      .array(
        z.object({
          channel: z.string().min(1).max(100).describe('Name of the channel'),
          subjectType: z
            .enum(['workspace', 'campaign', 'move', 'asset', 'channel'])
            .describe('What its observations are about'),
          subjectId: z.string().min(1).max(200).describe('Which one'),
        }),
      )
      .min(1)
      .max(32)
      .describe('Channels, and where each was measured'),
    from: z.iso.date().describe('First day'),
    to: z.iso.date().describe('Last day, included'),
    compare: z.boolean().default(true).describe('Compare with the span of the same length before'),
    journeys: z
      .array(
        z.object({
          touches: z.array(z.string().min(1).max(100)).max(50).describe('Channels somebody met, in order'),
          converted: z.boolean().describe('Whether it ended in a conversion'),
          times: z.number().int().min(1).max(1_000_000_000).default(1).describe('How many people went this way'),
        }),
      )
      .max(5_000)
      .default([])
      .describe('Paths to conversion, where they are known'),
  })
  .refine(({ from, to }) => from <= to, { path: ['to'], error: 'must not be before "from"' })
  .refine(({ from, to }) => Date.parse(to) - Date.parse(from) <= 366 * DAY_MS, {
    path: ['to'],
    error: 'must be within 366 days of "from"',
  })
  .refine(({ channels }) => new Set(channels.map(({ channel }) => channel)).size === channels.length, {
    path: ['channels'],
    error: 'must name each channel once',
  });

const rate = z
  .object({
    value: z.number().describe('The share'),
    low: z.number().describe('Lower end of its 95 % interval'),
    high: z.number().describe('Upper end of its 95 % interval'),
  })
  .nullable();
const count = z.number().min(0);

const performance = z.object({
  impressions: count.describe('Times shown'),
  clicks: count.describe('Clicks'),
  conversions: count.describe('Results'),
  costMicroUsd: count.describe('Spent, in micro-USD'),
  revenueMicroUsd: count.describe('Earned, in micro-USD'),
  ctr: rate.describe('Clicks per impression; null: unknown'),
  cvr: rate.describe('Conversions per click; null: unknown'),
  cpcMicroUsd: count.nullable().describe('Cost per click'),
  cpaMicroUsd: count.nullable().describe('Cost per conversion'),
  cpmMicroUsd: count.nullable().describe('Cost per thousand impressions'),
  roas: count.nullable().describe('Revenue per money spent'),
});

const output = z.object({
  total: performance.describe('All channels together'),
  channels: z
    .array(performance.extend({ channel: z.string().describe('Name of the channel') }))
    .describe('Each channel'),
  attribution: z
    .array(
      z.object({
        model: z.enum(ATTRIBUTION_MODELS).describe('How it is attributed'),
        conversions: z
          .array(z.object({ channel: z.string().describe('To whom'), conversions: count.describe('How many') }))
          .describe('They add up to all conversions of the journeys'),
      }),
    )
    .describe('Whom conversions are owed to; empty without journeys'),
  findings: z
    .array(
      z.object({
        kind: z.enum(FINDING_KINDS).describe('What sort of finding'),
        channel: z.string().describe('Where'),
        statement: z.string().min(1).max(400).describe('What stands out, with the numbers'),
        recommendation: z.string().min(1).max(400).describe('What to do about it'),
        pValue: z.number().nullable().describe('Chance of such a difference if nothing had changed'),
        evidenceIds: z.array(z.string()).describe('Observations it rests on'),
      }),
    )
    .describe('What stands out, the most certain first'),
  unmeasured: z.array(z.string()).describe('Channels without a single observation in the span'),
  summary: z.string().min(1).max(900).describe('For somebody with half a minute'),
});

type Task = z.output<typeof input>;
type Answer = z.output<typeof output>;

/** All figures are computed; a model may only word the summary and the recommendations. */
export const performanceAnalyst = defineAgent({
  code: 'MTX-018',
  name: 'Performance Analyst',
  guild: 'matrix',
  tier: 'flash',
  purpose: 'Computes what each channel brought and cost, with intervals, and says what stands out and what to do.',
  input,
  output,
  gather: async (task, { rows }) => {
    for (const span of spansOf(task))
      for (const { subjectType, subjectId } of task.channels)
        await rows.read('observations', { subjectType, subjectId, ...span });
  },
  floor: (task, evidence) => {
    const figures = figuresOf(task, evidence);
    return { ...figures, summary: summaryOf(task, figures) };
  },
  prompt: ({ name, from, to }, _evidence, figures) => `
You are the analyst of "${name}", ${from} to ${to}. The figures below are computed and right.
Better two things: "summary" (at most 900 characters: what happened, why it probably did, what to do first; say what is uncertain) and
the "recommendation" of each finding (concrete, one sentence, something one person can do this week). Use no number that is not among the
figures. Copy every other field exactly.
${JSON.stringify(figures)}`,
  // The observations are in the figures, worked up.
  shows: ({ kind }) => kind !== 'rows',
  check: (answer, task, evidence) => {
    const figures = figuresOf(task, evidence);
    const given = { ...answer, findings: answer.findings.map(({ recommendation: _, ...finding }) => finding) };
    const right: Record<string, unknown> = {
      ...figures,
      findings: figures.findings.map(({ recommendation: _, ...finding }) => finding),
    };
    const wrong = Object.keys(right).filter(
      (field) => JSON.stringify(given[field as keyof typeof given]) !== JSON.stringify(right[field]),
    );
    const known = JSON.stringify({ figures, task, said: summaryOf(task, figures) });
    return [
      ...wrong.map((field) => `"${field}" is computed: copy it exactly`),
      ...strangeNumbers(wordsOf(answer), known).map((number) => `${number} is not among the figures`),
    ];
  },
  cache: { ttlMs: DAY_MS },
  memory: {
    remember: ({ findings, summary }, { name, from, to }) =>
      findings.some(({ kind }) => kind !== 'too_little_data')
        ? [{ kind: 'learnings', text: `${name}, ${from} to ${to}: ${summary}` }]
        : [],
  },
  samples: performanceSamples,
});

function figuresOf(task: Task, evidence: Evidence): Omit<Answer, 'summary'> {
  const [now, before] = spansOf(task);
  const measured = task.channels.map((channel) => ({
    channel: channel.channel,
    now: observed(evidence, channel, now),
    before: before && observed(evidence, channel, before),
  }));
  const counted = measured.filter((each) => each.now !== undefined);
  const channels = counted.map((each) => ({
    channel: each.channel,
    now: each.now?.counts ?? NOTHING,
    before: each.before?.counts,
  }));
  const ids = new Map(counted.map((each) => [each.channel, [...(each.now?.ids ?? []), ...(each.before?.ids ?? [])]]));
  const journeys: readonly Journey[] = task.journeys;
  const owed =
    journeys.length > 0 ? ATTRIBUTION_MODELS.map((model) => ({ model, shares: attribute(journeys, model) })) : [];
  const sharesBy = (model: string): ReadonlyMap<string, number> =>
    owed.find((each) => each.model === model)?.shares ?? new Map();
  const findings = [...findingsOf(channels), ...attributionFindings(sharesBy('last_touch'), sharesBy('markov'))];
  return {
    total: performanceOf(channels.reduce((sum, each) => addCounts(sum, each.now), NOTHING)),
    channels: channels.map(({ channel, now: counts }) => ({ ...performanceOf(counts), channel })),
    attribution: owed.map(({ model, shares }) => ({
      model,
      conversions: [...shares].map(([channel, conversions]) => ({
        channel,
        conversions: Number(conversions.toFixed(6)),
      })),
    })),
    findings: findings.map((finding) => ({ ...finding, evidenceIds: ids.get(finding.channel) ?? [] })),
    unmeasured: measured.filter((each) => each.now === undefined).map(({ channel }) => channel),
  };
}

const performanceOf = (counts: Counts): Answer['total'] => ({ ...counts, ...ratiosOf(counts) });

interface Span {
  /** ISO 8601, both included. */
  readonly from: string;
  readonly to: string;
}

/** The span asked for, and the one of the same length before. */
function spansOf({ from, to, compare }: Task): [Span, Span?] {
  const [start, end] = [Date.parse(from), Date.parse(to) + DAY_MS];
  const span = (first: number, last: number): Span => ({
    from: new Date(first).toISOString(),
    to: new Date(last - 1).toISOString(),
  });
  return compare ? [span(start, end), span(start - (end - start), start)] : [span(start, end)];
}

/** What the reader `observations` gives. */
const observation = z.object({
  subjectType: z.string(),
  subjectId: z.string(),
  metric: z.string(),
  value: z.number().min(0),
  observedAt: z.iso.datetime(),
});

/** Sums of a channel within a span; undefined where nothing was observed: unknown is not zero. */
function observed(
  evidence: Evidence,
  { subjectType, subjectId }: Task['channels'][number],
  { from, to }: Span,
): { counts: Counts; ids: string[] } | undefined {
  const sums = { ...NOTHING };
  const ids = new Set<string>();
  for (const { id, source, data } of itemsOf(evidence, 'rows')) {
    if (source !== 'rows.observations') continue;
    for (const row of data) {
      const known = observation.safeParse(row).data;
      const metric = known && COUNTED_METRICS[known.metric];
      if (!known || !metric || known.subjectType !== subjectType || known.subjectId !== subjectId) continue;
      if (known.observedAt < from || known.observedAt > to) continue;
      sums[metric] += known.value;
      ids.add(id);
    }
  }
  return ids.size > 0 ? { counts: sums, ids: [...ids] } : undefined;
}

function summaryOf({ name, from, to }: Task, { total, findings, unmeasured }: Omit<Answer, 'summary'>): string {
  const results =
    total.cpaMicroUsd === null
      ? `${total.conversions} conversions`
      : `${total.conversions} conversions at ${usd(total.cpaMicroUsd)} each`;
  const earned = total.roas === null ? '' : ` and earned ${total.roas} for each dollar`;
  const first = `${name}, ${from} to ${to}: ${usd(total.costMicroUsd)} brought ${results}${earned}.`;
  const sentences = findings.slice(0, 3).map(({ statement, recommendation }) => `${statement} ${recommendation}`);
  const missing = unmeasured.length > 0 ? `Nothing was measured in ${unmeasured.join(', ')}.` : '';
  let summary = first.slice(0, 900);
  for (const sentence of [...sentences, missing].filter(Boolean))
    if (summary.length + sentence.length < 900) summary += ` ${sentence}`;
  return summary;
}

const wordsOf = ({ summary, findings }: Answer): string =>
  [summary, ...findings.map(({ recommendation }) => recommendation)].join(' ');
