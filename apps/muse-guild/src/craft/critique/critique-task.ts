import { CAMPAIGN_CHANNELS } from '@raptor/contracts';
import { z } from 'zod';
import { copyField } from '../copy/copy-task';
import { lexicon } from '../text/lexicon';

/** What every critic is given to read. */
export const critiqueTask = z.object({
  channel: z.enum(CAMPAIGN_CHANNELS).describe('Where it appears'),
  kind: z.string().min(1).max(50).describe('What it is'),
  copy: z.array(copyField).min(1).max(100).describe('What it says'),
  promise: z.string().min(1).max(300).describe('What it is to promise'),
  audience: z.string().min(1).max(200).describe('Whom it is for'),
  keywords: z.array(z.string().min(1).max(100)).max(20).default([]).describe('Words that should be there'),
  callToAction: z.string().min(1).max(300).describe('What it is to ask for'),
  url: z.string().max(2_048).describe('Where it leads'),
  tone: z.array(z.string().max(60)).max(10).default([]).describe('How the brand sounds'),
  lexicon: lexicon.prefault({}).describe('What the brand says and does not say'),
  language: z.string().default('en').describe('BCP 47'),
});
export type CritiqueTask = z.output<typeof critiqueTask>;

export const critiqueAnswer = z.object({
  summary: z.string().min(1).max(500).describe('What it comes to, in a sentence or two'),
  score: z.number().min(1).max(10).describe('1 to 10: mean of the criteria by their weight'),
  criteria: z
    .array(
      z.object({
        name: z.string().describe('What is looked at'),
        score: z.number().min(1).max(10).describe('1 to 10'),
        comment: z.string().describe('Why'),
      }),
    )
    .describe('Each criterion by itself'),
  notes: z.array(z.string()).describe('What to do about it, one deed each, the weakest criterion first'),
});
export type CritiqueAnswer = z.output<typeof critiqueAnswer>;
