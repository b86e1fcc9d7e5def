import { evidenceId } from '@raptor/agent-kit';
import { CAMPAIGN_CHANNELS, COPY_FIELDS } from '@raptor/contracts';
import { z } from 'zod';
import { lexicon } from '../text/lexicon';

const line = (what: string, most: number) => z.string().trim().min(1).max(most).describe(what);

export const copyField = z.object({
  field: z.enum(COPY_FIELDS).describe('Which part it is'),
  text: z.string().min(1).max(10_000).describe('What it says'),
  evidenceIds: z.array(evidenceId).max(20).default([]).describe('Proof points it uses; none where it uses none'),
});
export type CopyText = z.output<typeof copyField>;

/** What every author of short texts is asked. */
export const copyTask = z.object({
  channel: z.enum(CAMPAIGN_CHANNELS).describe('Where it appears'),
  kind: line('What it is in the words of its makers', 50),
  product: line('What it is called', 60),
  company: line('Who speaks', 100),
  audience: line('Whom it is for, as a plural: freelancers', 80),
  promise: line('One benefit or deed: invoices paid sooner', 160),
  problem: line('What hurts them', 300).optional(),
  proofPoints: z
    .array(z.object({ text: line('A fact, as it may be said', 400), evidenceId }))
    .max(20)
    .default([])
    .describe('What can be shown; the only facts and figures that may be used'),
  objections: z.array(line('What holds people back', 400)).max(10).default([]).describe('What to answer'),
  offers: z.array(line('What they get', 400)).max(10).default([]).describe('What is on offer, as the company says it'),
  callToAction: line('What the reader is asked to do: Start free', 160),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2_048)
    .describe('Where it leads'),
  tone: z.array(line('How the brand sounds', 60)).max(10).default([]).describe('How the brand sounds'),
  lexicon: lexicon.prefault({}).describe('What the brand says and does not say'),
  keywords: z.array(line('A word people look for', 60)).max(20).default([]).describe('Words that should be there'),
  postalAddress: line('Where the company can be written to', 300).optional(),
  variant: z.int().min(0).max(9).default(0).describe('Which of several: others begin and argue differently'),
  revision: z
    .object({
      previous: z.array(copyField).max(100).describe('What it said before'),
      notes: z.array(z.string().min(1).max(1_000)).max(50).describe('What the panel thinks of it'),
      round: z.int().min(1).max(10).describe('How often it was written before'),
    })
    .optional()
    .describe('Where it is to be written once more'),
});
export type CopyTask = z.output<typeof copyTask>;

/** What every author of short texts answers. */
export const copyAnswer = z.object({
  copy: z.array(copyField).min(1).max(60).describe('The texts in the order in which people read them'),
  notes: z.array(z.string().min(1).max(300)).max(10).describe('What whoever approves it should know'),
});
export type CopyAnswer = z.output<typeof copyAnswer>;
