import { evidenceId } from '@raptor/agent-kit';
import { z } from 'zod';
import { domain, webAddress } from '../../craft/pages/input';

export const marketTask = z.object({
  company: z.string().min(1).max(100).describe('Own company'),
  siteUrl: webAddress.describe('Its home page'),
  category: z.string().min(1).max(200).describe('What kind of thing is sold'),
  geography: z.string().min(1).max(10).default('US').describe('Where: a country as ISO 3166 has it'),
  competitors: z
    .array(
      z.object({ domain, url: webAddress.optional().describe('Home page, where it is not https:// and the domain') }),
    )
    .max(5)
    .default([])
    .describe('Who else sells it'),
  sources: z
    .array(webAddress)
    .max(10)
    .default([])
    .describe('Pages that speak of the market: reports, statistics, articles'),
});

const ids = z.array(evidenceId).max(100).describe('What it rests on');
const said = z.object({ text: z.string().min(3).max(600).describe('In a sentence'), evidenceIds: ids });
const all = (what: string) => z.array(said).max(12).describe(what);

export const marketAnswer = z.object({
  summary: z.string().min(1).max(800).describe('How large the market is, where it grows, and how sure that is'),
  tam: said
    .extend({
      value: z.number().min(0).describe('How much a year'),
      unit: z.string().describe('Of what: USD a year'),
      method: z.enum(['bottom-up']).describe('How it was worked out'),
    })
    .nullable()
    .describe('Total addressable market; null where no page says enough to work it out'),
  assumptions: all('What the size rests on'),
  segments: all('Whom sellers say they are for'),
  trends: all('What is said to grow or shrink'),
  opportunities: all('Where nobody, or only one, is'),
  questions: z.array(z.string()).max(12).describe('What the pages do not say'),
  lacking: z
    .array(z.object({ what: z.string().describe('What could not be read'), reason: z.string().describe('Why') }))
    .max(100)
    .describe('What could not be looked at'),
});

export type MarketTask = z.output<typeof marketTask>;
export type MarketAnswer = z.output<typeof marketAnswer>;
