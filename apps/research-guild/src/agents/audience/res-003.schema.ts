import { evidenceId } from '@raptor/agent-kit';
import { z } from 'zod';
import { domain, webAddress } from '../../craft/pages/input';

export const audienceTask = z.object({
  company: z.string().min(1).max(100).describe('Own company'),
  siteUrl: webAddress.describe('Its home page'),
  category: z.string().min(1).max(200).describe('What kind of thing it sells'),
  audience: z.string().min(1).max(200).default('customers').describe('Whom it is for, as far as that is known'),
  goal: z.string().min(1).max(2_000).describe('What is wanted of these people'),
  reviewUrls: z.array(webAddress).max(10).default([]).describe('Pages on which customers speak'),
  competitors: z
    .array(
      z.object({ domain, url: webAddress.optional().describe('Home page, where it is not https:// and the domain') }),
    )
    .max(5)
    .default([])
    .describe('Whose customers speak, too'),
});

const said = z.object({
  quote: z.string().min(1).max(400).describe('Word for word from the page'),
  evidenceId,
});
const all = (what: string) => z.array(said).max(12).describe(what);

export const audienceAnswer = z.object({
  summary: z.string().min(1).max(800).describe('Who these people are and what moves them, for somebody with a minute'),
  own: z
    .object({
      offer: all('What the own site says it sells'),
      promises: all('What it promises'),
      proofs: all('What it shows for it'),
      callsToAction: all('What it asks people to do'),
    })
    .describe('What the own site says'),
  groups: z
    .array(said.extend({ who: z.string().min(1).max(120).describe('The group, as the quote names it') }))
    .max(12)
    .describe('Whom pages say they are for'),
  pains: z
    .array(
      z.object({
        theme: z.string().describe('What hurts'),
        frequency: z.number().int().min(1).describe('Sentences that speak of it'),
        intensity: z.number().min(1).max(3).describe('How strongly, 1 to 3'),
        rank: z.number().describe('Frequency times intensity'),
        quotes: all('The strongest first'),
      }),
    )
    .max(10)
    .describe('The greatest first'),
  quotes: z
    .array(said.extend({ words: z.string().min(1).max(400).describe('What was said') }))
    .max(20)
    .describe('What customers say, word for word'),
  criteria: z
    .array(z.object({ theme: z.string().describe('What people decide by'), quotes: all('Where it is spoken of') }))
    .max(12)
    .describe('What is compared, the most spoken of first'),
  objections: all('What holds people back, or what pages answer beforehand'),
  unknowns: z.array(z.string()).max(20).describe('What the pages do not say'),
  lacking: z
    .array(z.object({ what: z.string().describe('What could not be read'), reason: z.string().describe('Why') }))
    .max(100)
    .describe('What could not be looked at'),
});

export type AudienceTask = z.output<typeof audienceTask>;
export type AudienceAnswer = z.output<typeof audienceAnswer>;
