import { bestReply } from '../craft/strategy/best-reply';
import { appliedTo, withLessons } from '../craft/strategy/learnt';
import { questOf } from '../craft/strategy/quest';
import { simulated, splitOf, type ChannelEconomics } from '../craft/strategy/simulation';
import type { StrategyAnswer, StrategyTask } from './lord-003.schema';

const DAYS_A_MONTH = 30;
/** Of the reasoning. */
const MOST_CHARACTERS = 3_000;
/** Of a channel of which nothing is known: little is won, and that is not sure. Planning assumption. */
const UNKNOWN = {
  ceilingResults: 20,
  halfSaturationMicroUsd: 2_000_000_000,
  conversionRate: 0.01,
  spread: 3,
  evidenceIds: [],
};

/** Plans of the last tasks: floor, prompt and check ask for the same. */
const plans = new Map<string, StrategyAnswer>();
const MOST_PLANS = 8;

/** The whole plan, by arithmetic on what research found. */
export function planOf(task: StrategyTask): StrategyAnswer {
  const key = JSON.stringify(task);
  const known = plans.get(key);
  if (known) return known;
  const plan = planned(task);
  const [oldest] = plans.keys();
  if (plans.size >= MOST_PLANS && oldest !== undefined) plans.delete(oldest);
  plans.set(key, plan);
  return plan;
}

function planned(task: StrategyTask): StrategyAnswer {
  const { channels, channelEconomics, mediaBudgetMicroUsd, days, targetValue, seed, learnt, brief, competitors } = task;
  const known = channels.map(
    (channel) => channelEconomics.find((each) => each.channel === channel) ?? { channel, ...UNKNOWN },
  );
  const applied = appliedTo(known, learnt);
  const economics: ChannelEconomics[] = withLessons(known, applied);
  const months = days / DAYS_A_MONTH;
  const shares = splitOf(economics, mediaBudgetMicroUsd / Math.max(months, 1 / DAYS_A_MONTH));
  const simulation = simulated(economics, shares, {
    budgetMicroUsd: mediaBudgetMicroUsd,
    months,
    target: targetValue,
    seed,
  });
  const metric = task.objectiveMetric ?? 'results';
  const proofs = brief?.messagingInsights.proofPoints ?? [];
  const reply = bestReply(proofs.length, competitors.length);
  const planned = channels.map((channel, at) => ({
    channel,
    share: shares[at] ?? 0,
    evidenceIds: known[at]?.evidenceIds ?? [],
  }));
  const { moves, chapters } = questOf({
    ...{
      objective: task.objective,
      metric,
      channels: planned,
      budgetMicroUsd: mediaBudgetMicroUsd,
      days,
      simulation,
      reply,
    },
  });
  const first = planned.toSorted((a, b) => b.share - a.share)[0];
  const recommendedStrategy = `${reply.means.charAt(0).toUpperCase()}${reply.means.slice(1)}; begin in ${first?.channel.replaceAll('_', ' ') ?? 'one channel'} with ${Math.round((first?.share ?? 0) * 100)} % of the budget.`;
  const plan = {
    simulation: {
      ...simulation,
      metric,
      allocation: Object.fromEntries(planned.map(({ channel, share }) => [channel, share])),
      recommendedStrategy,
    },
    quest: {
      title: task.goal.slice(0, 200),
      chapters,
      estimatedConversionRate: rateOf(known, shares),
      estimatedRoi: null,
      confidence: Number(((brief?.confidence ?? 0.3) * (channelEconomics.length > 0 ? 1 : 0.6)).toFixed(3)),
      risks: (brief?.risks ?? []).slice(0, 5).map(({ text }) => ({
        ...{ risk: text.slice(0, 500), likelihood: 0.3 },
        answer: 'Watch it weekly; move budget to the next best channel when a chapter misses its criteria.',
      })),
      totalXp: chapters.reduce((sum, { xpReward }) => sum + xpReward, 0),
    },
    moves,
    bestReply: reply,
    learntFrom: applied.map(({ channel, factor, because, evidenceIds }) => ({
      ...{ channel, factor: Number(factor.toFixed(3)), because, evidenceIds: [...evidenceIds] },
    })),
  };
  return { ...plan, reasoning: reasoningOf(task, plan) };
}

/** Of all visits that the split wins, how many do what is wanted; null without money. */
function rateOf(known: readonly { readonly conversionRate: number }[], shares: readonly number[]): number | null {
  const rate = known.reduce((sum, { conversionRate }, at) => sum + conversionRate * (shares[at] ?? 0), 0);
  return rate > 0 ? Number(Math.min(1, rate).toFixed(5)) : null;
}

function reasoningOf(
  { mediaBudgetMicroUsd, targetValue }: StrategyTask,
  { simulation, learntFrom, bestReply: reply }: Omit<StrategyAnswer, 'reasoning'>,
): string {
  const { mean, ciLow, ciHigh, metric, targetProbability } = simulation;
  const sentences = [
    mediaBudgetMicroUsd === 0
      ? 'There is no media budget: only what is owned and earned is used, and the simulation counts nothing.'
      : `The budget should win ${mean} ${metric} (between ${ciLow} and ${ciHigh} in eight cases of ten).`,
    targetProbability === null
      ? undefined
      : `The target of ${targetValue} is reached in ${Math.round(targetProbability * 100)} of 100 cases.`,
    `Against competitors: ${reply.means}, which is worth ${reply.worstCase} even when they ${reply.against}.`,
    ...learntFrom.map(
      ({ channel, because }) => `Learnt before, and planned for in ${channel.replaceAll('_', ' ')}: ${because}`,
    ),
  ].flatMap((sentence) => sentence ?? []);
  // Whole sentences: half a number would be another number.
  let reasoning = '';
  for (const sentence of sentences)
    if (reasoning.length + sentence.length < MOST_CHARACTERS) reasoning += ` ${sentence}`;
  return reasoning.trim();
}
