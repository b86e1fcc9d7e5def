import { evidenceId } from '@raptor/agent-kit';
import { CAMPAIGN_CHANNELS, OBJECTIVE_TYPES } from '@raptor/contracts';
import { z } from 'zod';

const channel = z.enum(CAMPAIGN_CHANNELS).describe('Which channel');
const microUsd = (what: string) => z.number().int().min(0).describe(`${what}, micro-USD`);

export const distributionTask = z.object({
  objective: z.enum(OBJECTIVE_TYPES).describe('What it is to move'),
  channels: z.array(channel).min(1).max(14).describe('Which channels are looked at'),
  mediaBudgetMicroUsd: microUsd('What may be spent a month'),
  audience: z.string().min(1).max(200).describe('Whom it is for'),
  region: z.string().max(10).default('US').describe('Where'),
  observations: z
    .array(
      z.object({
        channel,
        spendMicroUsd: microUsd('What was spent'),
        visits: z.number().int().min(0).describe('How many came'),
        results: z.number().int().min(0).describe('How many did what was wanted'),
      }),
    )
    .max(100)
    .default([])
    .describe('What this workspace has measured'),
});

export const distributionAnswer = z.object({
  summary: z.string().min(1).max(600).describe('Where to begin, and how sure that is'),
  channels: z
    .array(
      z.object({
        channel,
        score: z.number().min(0).max(1).describe('How well it fits; the best has 1'),
        costPerResultMicroUsd: microUsd('What one result costs'),
        conversionRate: z.number().min(0).max(1).describe('Of visits'),
        ceilingResults: z.number().int().min(1).describe('Results a month that no money exceeds'),
        halfSaturationMicroUsd: microUsd('What wins half of them'),
        spread: z.number().min(1).describe('Factor by which the cost may be off'),
        basis: z.enum(['observed', 'assumed']).describe('Where the figures come from'),
        share: z.number().min(0).max(1).describe('Share of the budget'),
        expectedResults: z.number().min(0).describe('What that share wins'),
        why: z.string().describe('In a sentence'),
        evidenceIds: z.array(evidenceId).describe('What it rests on'),
      }),
    )
    .describe('The best first'),
});
