import { OBJECTIVE_TYPES } from '@raptor/contracts';
import { z } from 'zod';

const ids = z.array(z.string()).max(100).default([]).describe('What it rests on');

export const strategyTask = z.object({
  goal: z.string().min(1).max(2_000).describe('What it is all for'),
  objective: z.enum(OBJECTIVE_TYPES).describe('What it is to move'),
  objectiveMetric: z.string().max(200).nullable().default(null).describe('What is counted'),
  targetValue: z.number().nullable().default(null).describe('How much of it is wanted'),
  channels: z.array(z.string()).min(1).max(14).describe('Where it may appear'),
  mediaBudgetMicroUsd: z.number().int().min(0).describe('What may be spent on placing it, micro-USD'),
  startDate: z.iso.date().describe('When it begins'),
  days: z.number().int().min(1).max(400).describe('How long it runs'),
  brief: z
    .object({
      messagingInsights: z
        .object({
          proofPoints: z
            .array(z.object({ text: z.string().describe('The proof'), evidenceIds: ids }))
            .default([])
            .describe('What proves it'),
        })
        .describe('The message'),
      confidence: z.number().min(0).max(1).default(0.5).describe('How sure the brief is'),
      risks: z
        .array(z.object({ text: z.string().describe('What may go wrong'), evidenceIds: ids }))
        .default([])
        .describe('What may go wrong'),
    })
    .nullable()
    .describe('The war brief'),
  channelEconomics: z
    .array(
      z.object({
        channel: z.string().describe('Which channel'),
        ceilingResults: z.number().min(0).describe('Results a month that no money exceeds'),
        halfSaturationMicroUsd: z.number().min(1).describe('Money a month that wins half of them'),
        conversionRate: z.number().min(0).max(1).describe('Of visits'),
        spread: z.number().min(1).default(2).describe('Factor by which the cost may be off'),
        evidenceIds: ids,
      }),
    )
    .default([])
    .describe('What a result costs in each channel, by RES-011'),
  learnt: z
    .array(z.object({ text: z.string().max(2_000).describe('The lesson'), evidenceIds: ids }))
    .max(20)
    .default([])
    .describe('What earlier campaigns of this workspace have taught'),
  competitors: z
    .array(z.object({ name: z.string().describe('Who') }))
    .max(20)
    .default([])
    .describe('Who else is there'),
  seed: z.number().int().min(0).describe('The same seed simulates the same'),
});

const figure = (what: string) => z.number().describe(what);
const interval = { mean: figure('Mean'), ciLow: figure('One in ten is below'), ciHigh: figure('One in ten is above') };

export const strategyAnswer = z.object({
  simulation: z
    .object({
      seed: figure('Of the stream of chances'),
      iterations: figure('Outcomes a condition'),
      metric: z.string().describe('What is counted'),
      conditions: z
        .array(z.object({ name: z.string().describe('Which market'), probability: figure('How likely'), ...interval }))
        .describe('Each market by itself'),
      ...interval,
      targetProbability: z.number().nullable().describe('How likely the target is'),
      allocation: z.record(z.string(), z.number()).describe('Share of the budget a channel; adds up to 1'),
      recommendedStrategy: z.string().describe('In a sentence'),
    })
    .describe('What the budget may win'),
  quest: z
    .object({
      title: z.string().describe('Its name'),
      chapters: z
        .array(
          z.object({
            number: figure('1 comes first'),
            name: z.string().describe('Its name'),
            moves: z.array(z.string()).describe('Refs of its moves'),
            successCriteria: z.array(z.string()).describe('When it has succeeded'),
            xpReward: figure('What it is worth'),
          }),
        )
        .describe('One after the other'),
      estimatedConversionRate: z.number().nullable().describe('Of visits'),
      estimatedRoi: z.number().nullable().describe('Gain over cost'),
      confidence: figure('How sure'),
      risks: z
        .array(
          z.object({
            risk: z.string().describe('What may go wrong'),
            likelihood: figure('0 to 1'),
            answer: z.string().describe('What to do then'),
          }),
        )
        .describe('What may go wrong'),
      totalXp: figure('Of all chapters'),
    })
    .describe('The plan'),
  moves: z
    .array(
      z.object({
        ref: z.string().describe('Name within this plan'),
        name: z.string().describe('What it is called'),
        kind: z.string().describe('What it does'),
        channel: z.string().describe('Where'),
        chapter: figure('In which chapter'),
        dayOffset: figure('Days after the beginning'),
        budgetMicroUsd: figure('What it may cost, micro-USD'),
        why: z.string().describe('Why'),
        evidenceIds: z.array(z.string()).describe('What it rests on'),
      }),
    )
    .describe('What is done'),
  bestReply: z
    .object({
      own: z.string().describe('What to do'),
      means: z.string().describe('What that means'),
      worstCase: figure('What it is worth at the worst, 0 to 1'),
      against: z.string().describe('When competitors do this'),
    })
    .describe('Against competitors'),
  learntFrom: z
    .array(
      z.object({
        channel: z.string().describe('Which channel'),
        factor: figure('What it does to the cost of a result'),
        because: z.string().describe('The lesson'),
        evidenceIds: z.array(z.string()).describe('Where it stands'),
      }),
    )
    .describe('What was learnt before and changes this plan'),
  reasoning: z.string().min(1).max(3_000).describe('Why this plan'),
});
export type StrategyTask = z.output<typeof strategyTask>;
export type StrategyAnswer = z.output<typeof strategyAnswer>;
