import { evidenceId } from '@raptor/agent-kit';
import { z } from 'zod';
import { FORMULAS } from '../../craft/headlines/formulas';
import { graphemes } from '../../craft/text/graphemes';
import { inBrandWords, lexicon, wordsIn } from '../../craft/text/lexicon';

export const headlineTask = z
  .object({
    product: z.string().trim().min(1).max(60).describe('What it is called'),
    audience: z.string().trim().min(1).max(80).describe('Whom it is for, as a plural: freelancers'),
    promise: z
      .string()
      .trim()
      .min(3)
      .max(160)
      .describe('One benefit (invoices paid sooner) or deed (cut reporting time in half)'),
    maxLength: z
      .number()
      .int()
      .min(20)
      .max(200)
      .default(60)
      .describe('Characters a headline may have, as a reader counts them'),
    language: z
      .string()
      .regex(/^[a-z]{2,3}(?:-[A-Za-z\d]{2,8})*$/, { error: 'must be a language tag such as en or pt-BR' })
      .default('en')
      .describe('BCP 47'),
    tone: z.array(z.string().trim().min(1).max(60)).max(10).default([]).describe('How the brand sounds'),
    lexicon: lexicon.prefault({}).describe('What the brand says and does not say'),
    proofPoints: z
      .array(z.object({ text: z.string().trim().min(1).max(200).describe('A fact, as it may be said'), evidenceId }))
      .max(20)
      .default([])
      .describe('What can be shown; the only figures a headline may use, beside those of product and promise'),
    count: z.number().int().min(5).max(10).default(8).describe('How many headlines'),
    earlier: z.array(z.string().min(1).max(300)).max(50).default([]).describe('Headlines that were used before'),
  })
  .superRefine((task, context) => {
    const brand = (text: string): string => inBrandWords(text, task.lexicon);
    const refuse = (path: string, message: string): void => context.addIssue({ code: 'custom', path: [path], message });
    for (const part of ['product', 'audience', 'promise'] as const)
      for (const word of wordsIn(brand(task[part]), task.lexicon.banned))
        refuse(part, `uses "${word}", which the brand bans: say it in other words`);
    const room = task.maxLength - graphemes(brand(task.product)) - 3;
    if (graphemes(brand(task.promise)) > room)
      refuse(
        'promise',
        `must have at most ${Math.max(0, room)} characters, so that it fits beside the product's name: shorten it, or raise maxLength`,
      );
    for (const word of task.lexicon.required)
      if (graphemes(word) + 2 > task.maxLength - graphemes(brand(task.product)))
        refuse('lexicon', `requires "${word}", which does not fit beside the product's name`);
  });

const share = z.number().min(0).max(1);

const headline = z.object({
  text: z.string().min(1).max(200).describe('The headline, without quotation marks'),
  formula: z.enum(FORMULAS).describe('Which formula it follows'),
  reason: z.string().min(1).max(200).describe('Why it should work with this audience, a sentence'),
  evidenceIds: z.array(evidenceId).max(5).describe('Proof points it uses; none where it uses none'),
  score: z.number().int().min(0).max(100).default(0).describe('Worked out by code: leave it out'),
  length: z.number().int().min(0).default(0).describe('Worked out by code: leave it out'),
  scores: z
    .object({
      promise: share.describe('Share of the promise’s words that it keeps'),
      clarity: share.describe('Short words, and not too many'),
      specificity: share.describe('A figure, the audience, the product'),
      length: share.describe('How well it fills the room'),
      uniqueness: share.describe('How little it is like the others and earlier ones'),
      power: share.describe('A word that works, and none that looks like spam'),
    })
    .optional()
    .describe('Worked out by code: leave it out'),
});

export const headlineAnswer = z.object({
  headlines: z.array(headline).min(5).max(10).describe('Best first'),
  notes: z.array(z.string().min(1).max(300)).max(10).default([]).describe('Worked out by code: leave it out'),
});

export type HeadlineTask = z.output<typeof headlineTask>;
export type HeadlineAnswer = z.output<typeof headlineAnswer>;
export type Headline = HeadlineAnswer['headlines'][number];
