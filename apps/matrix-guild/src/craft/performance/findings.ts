import { compareShares } from '../statistics/proportions';
import { ratiosOf, type Counts } from './metrics';

export const FINDING_KINDS = [
  'rate_changed',
  'spend_without_result',
  'cheapest_result',
  'dearest_result',
  'undervalued',
  'overvalued',
  'too_little_data',
] as const;
export type FindingKind = (typeof FINDING_KINDS)[number];

export interface Finding {
  readonly kind: FindingKind;
  readonly channel: string;
  /** In one sentence, with the numbers. */
  readonly statement: string;
  readonly recommendation: string;
  /** Two-sided p-value where a test was made. */
  readonly pValue: number | null;
}

export interface ChannelCounts {
  readonly channel: string;
  readonly now: Counts;
  /** Of the span before; undefined where there is none. */
  readonly before?: Counts;
}

/** Chance of at least one false alarm among all tests made. */
const FAMILY_ALPHA = 0.05;
/** Nobody should conclude anything from fewer clicks. */
const LEAST_CLICKS = 30;
/** Spent so many times what a result costs elsewhere, and no result. */
const PATIENCE = 3;

/** What stands out, the most certain first. */
export function findingsOf(channels: readonly ChannelCounts[]): Finding[] {
  return [...changes(channels), ...wasted(channels), ...extremes(channels), ...thin(channels)];
}

/** Holm's correction over all the tests. Source: S. Holm, A Simple Sequentially Rejective Multiple Test Procedure, Scand. J. Statist. 6 (1979) 65-70. */
function changes(channels: readonly ChannelCounts[]): Finding[] {
  const tests = channels.flatMap(({ channel, now, before }) => {
    if (!before) return [];
    return [
      {
        channel,
        rate: 'click rate',
        test: compareShares(clicked(before), clicked(now)),
        of: ratiosOf(now).ctr,
        was: ratiosOf(before).ctr,
      },
      {
        channel,
        rate: 'conversion rate',
        test: compareShares(converted(before), converted(now)),
        of: ratiosOf(now).cvr,
        was: ratiosOf(before).cvr,
      },
    ];
  });
  const made = tests.flatMap(({ test, of, was, ...rest }) =>
    test && of && was ? [{ ...rest, ...test, is: of.value, was: was.value }] : [],
  );
  const sorted = made.toSorted((a, b) => a.pValue - b.pValue);
  const firstHeld = sorted.findIndex(({ pValue }, rank) => pValue > FAMILY_ALPHA / (sorted.length - rank));
  return sorted
    .slice(0, firstHeld === -1 ? sorted.length : firstHeld)
    .map(({ channel, rate, is, was, difference, pValue }) => ({
      kind: 'rate_changed',
      channel,
      statement: `The ${rate} of ${channel} ${difference > 0 ? 'rose' : 'fell'} from ${percent(was)} to ${percent(is)}.`,
      recommendation:
        difference > 0
          ? `Find out what changed in ${channel} and do the same elsewhere.`
          : `Look at what changed in ${channel} (creative, audience, page) before spending more there.`,
      pValue: Number(pValue.toPrecision(3)),
    }));
}

function wasted(channels: readonly ChannelCounts[]): Finding[] {
  return channels.flatMap(({ channel, now }) => {
    if (now.conversions > 0 || now.costMicroUsd === 0) return [];
    const others = channels.filter((other) => other.channel !== channel && other.now.conversions > 0);
    const cost = others.reduce((sum, other) => sum + other.now.costMicroUsd, 0);
    const results = others.reduce((sum, other) => sum + other.now.conversions, 0);
    if (results === 0 || now.costMicroUsd < (PATIENCE * cost) / results) return [];
    return [
      {
        kind: 'spend_without_result' as const,
        channel,
        statement: `${channel} has spent ${usd(now.costMicroUsd)} without a conversion; elsewhere one costs ${usd(Math.round(cost / results))}.`,
        recommendation: `Pause ${channel} until its page and tracking have been checked.`,
        pValue: null,
      },
    ];
  });
}

/** Only among channels with enough clicks to say so. */
function extremes(channels: readonly ChannelCounts[]): Finding[] {
  const priced = channels
    .flatMap(({ channel, now }) => {
      const { cpaMicroUsd } = ratiosOf(now);
      return cpaMicroUsd !== null && now.clicks >= LEAST_CLICKS ? [{ channel, cpa: cpaMicroUsd }] : [];
    })
    .toSorted((a, b) => a.cpa - b.cpa || a.channel.localeCompare(b.channel));
  const [cheapest, dearest] = [priced.at(0), priced.at(-1)];
  if (!cheapest || !dearest || priced.length < 2 || cheapest.cpa === dearest.cpa) return [];
  return [
    {
      kind: 'cheapest_result',
      channel: cheapest.channel,
      statement: `A conversion is cheapest in ${cheapest.channel}: ${usd(cheapest.cpa)}.`,
      recommendation: `Raise the budget of ${cheapest.channel} in steps and watch whether the next conversion still costs that.`,
      pValue: null,
    },
    {
      kind: 'dearest_result',
      channel: dearest.channel,
      statement: `A conversion is dearest in ${dearest.channel}: ${usd(dearest.cpa)}.`,
      recommendation: `Take from ${dearest.channel} first when something has to give.`,
      pValue: null,
    },
  ];
}

function thin(channels: readonly ChannelCounts[]): Finding[] {
  return channels
    .filter(({ now }) => now.clicks < LEAST_CLICKS)
    .map(({ channel, now }) => ({
      kind: 'too_little_data',
      channel,
      statement: `${channel} has had ${now.clicks} clicks: too few to conclude anything.`,
      recommendation: `Let ${channel} run on before judging it.`,
      pValue: null,
    }));
}

/** Share of the conversions by which two ways of attributing must differ to be told. */
const NOTABLE_SHIFT = 0.1;

/** Channels that the last touch gives much more, or much less, than what would be lost without them. */
export function attributionFindings(
  lastTouch: ReadonlyMap<string, number>,
  byRemoval: ReadonlyMap<string, number>,
): Finding[] {
  const total = [...lastTouch.values()].reduce((sum, share) => sum + share, 0);
  if (total === 0) return [];
  return [...byRemoval].flatMap(([channel, removed]) => {
    const last = (lastTouch.get(channel) ?? 0) / total;
    const worth = removed / total;
    if (Math.abs(worth - last) < NOTABLE_SHIFT) return [];
    const kind = worth > last ? 'undervalued' : 'overvalued';
    return [
      {
        kind,
        channel,
        statement: `${channel} is the last touch of ${percent(last)} of conversions; ${percent(worth)} would be lost without it.`,
        recommendation:
          kind === 'undervalued'
            ? `Do not judge ${channel} by its last touches.`
            : `${channel} often only finishes what others began: test it with less.`,
        pValue: null,
      } satisfies Finding,
    ];
  });
}

const clicked = ({ clicks, impressions }: Counts) => ({
  successes: Math.min(clicks, impressions),
  trials: impressions,
});
const converted = ({ conversions, clicks }: Counts) => ({ successes: Math.min(conversions, clicks), trials: clicks });

const percent = (share: number): string => `${(share * 100).toFixed(2)} %`;

/** Micro-USD for people. */
export const usd = (microUsd: number): string => `$${(microUsd / 1e6).toFixed(2)}`;
