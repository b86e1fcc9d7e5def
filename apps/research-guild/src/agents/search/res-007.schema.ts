import { evidenceId } from '@raptor/agent-kit';
import { SEARCH_INTENTS } from '@raptor/contracts';
import { z } from 'zod';
import { domain, webAddress } from '../../craft/pages/input';

export const seoTask = z.object({
  domain: webAddress.describe('Home page of the own site'),
  seeds: z.array(z.string().min(1).max(100)).max(20).default([]).describe('What people may search for, to begin with'),
  competitors: z
    .array(
      z.object({ domain, url: webAddress.optional().describe('Home page, where it is not https:// and the domain') }),
    )
    .max(5)
    .default([])
    .describe('Who wants the same people'),
});

const ids = z.array(evidenceId).max(100).describe('Pages that say so');
const intent = z.enum(SEARCH_INTENTS).describe('What who searches for it is after');

export const seoAnswer = z.object({
  summary: z.string().min(1).max(800).describe('What to write about first, and why'),
  clusters: z
    .array(
      z.object({
        name: z.string().describe('The phrase that stands for all'),
        intent,
        keywords: z.array(z.string()).min(1).max(12).describe('What belongs together, the strongest first'),
        weight: z.number().min(0).describe('How much the pages are about it'),
        isOwn: z.boolean().describe('Whether the own site speaks of it'),
        evidenceIds: ids,
      }),
    )
    .max(12)
    .describe('What the pages are about, the strongest first'),
  gaps: z
    .array(
      z.object({
        keyword: z.string().describe('What competitors speak of and the own site does not'),
        intent,
        gapScore: z.number().min(0).max(1).describe('How far they are ahead: how many of them, and how much'),
        competitors: z.number().int().min(1).describe('How many of them'),
        evidenceIds: ids,
      }),
    )
    .max(20)
    .describe('The widest first'),
  seeds: z
    .array(
      z.object({
        seed: z.string().describe('As it was given'),
        own: z.boolean().describe('Whether the own site says these words'),
        competitors: z.number().int().min(0).describe('How many competitors say them'),
      }),
    )
    .max(20)
    .describe('Who speaks of what was given'),
  unknowns: z.array(z.string()).max(10).describe('What pages alone cannot say'),
  lacking: z
    .array(z.object({ what: z.string().describe('What could not be read'), reason: z.string().describe('Why') }))
    .max(100)
    .describe('What could not be looked at'),
});

export type SeoTask = z.output<typeof seoTask>;
export type SeoAnswer = z.output<typeof seoAnswer>;
