import { EVIDENCE_ID } from '@raptor/contracts';
import { z } from 'zod';

/** Where in a war brief a finding belongs; the words are the council's. */
export const FINDING_SECTIONS = [
  'market.tam',
  'market.sam',
  'market.som',
  'market.assumption',
  'market.trend',
  'market.landscape',
  'persona.journey',
  'persona.criterion',
  'persona.objection',
  'messaging.value_prop',
  'messaging.proof_point',
  'messaging.call_to_action',
  'channel',
  'risk',
  'question',
] as const;

export const finding = z.object({
  section: z.enum(FINDING_SECTIONS).describe('Where in the brief it belongs'),
  text: z.string().min(3).max(1_000).describe('One statement'),
  evidenceIds: z.array(z.string().regex(EVIDENCE_ID)).max(100).describe('Evidence it rests on'),
  confidence: z.number().min(0).max(1).describe('How sure it is'),
  foundBy: z
    .string()
    .regex(/^RES-\d{3}$/)
    .describe('Agent that found it'),
  figure: z
    .object({
      of: z.string().min(1).max(200).describe('What is measured'),
      value: z.number().describe('How much'),
      unit: z.string().min(1).max(50).describe('Of what'),
    })
    .optional()
    .describe('Where the statement is a figure'),
  channel: z
    .object({
      name: z.string().min(1).max(100).describe('Which channel'),
      score: z.number().min(0).max(1).describe('How well it fits'),
    })
    .optional()
    .describe('Where the statement is about a channel'),
});
export type Finding = z.output<typeof finding>;

/** A finding before it is known who found it. */
export type Said = Omit<Finding, 'foundBy'>;

/** As sure as a page's own words are of what they say. */
export const WORD_FOR_WORD = 0.8;
/** As sure as what code concludes from words. */
export const CONCLUDED = 0.6;

/** A statement that ends as a sentence, short enough to be one. */
export const statement = (text: string): string => text.replace(/\s+/gu, ' ').trim().slice(0, 1_000);
