import { EVIDENCE_ID } from '@raptor/contracts';
import { z } from 'zod';

const flag = (what: string) => z.boolean().default(false).describe(what);

/** What is to be published, and what is known of how it came about. */
export const advertisement = {
  surface: z.enum(['ad', 'post', 'landing_page', 'email']).describe('Where people meet it'),
  texts: z.array(z.string().max(5_000)).min(1).max(20).describe('Its texts in the order in which people read them'),
  materialConnection: flag('Whoever speaks is paid, employed or given something for it'),
  syntheticPerformer: flag('It shows a person made by AI who looks human'),
  syntheticPerformerDisclosed: flag('It says conspicuously that its performer is synthetic'),
  audioOnly: flag('It is to be heard only'),
  translationOnly: flag('AI has only translated what a person says'),
  expressiveWork: flag('It advertises an expressive work in which the performer appears alike'),
  syntheticMedia: flag('A picture, sound or film in it was made by AI'),
  madeByOlderSystem: flag('The system that made them was on the market before 2 August 2026'),
  machineReadableMark: flag('They are marked so that machines can read it, as with C2PA'),
  deepfake: flag('It shows real people, places or events as they were not'),
  writtenByAi: flag('AI has written it'),
  publicInterest: flag('It informs the public on matters of public interest'),
  reviewedByPerson: flag('A person has reviewed it and answers for it'),
  aiDisclosed: flag('It says that AI has made or written it'),
  informativeImage: flag('It has a picture that says something'),
  altText: z.string().max(2_000).optional().describe('What that picture says, in words'),
  contrastRatio: z.number().min(1).max(21).optional().describe('Contrast of text and background, to 1'),
  largeText: flag('The text is of 18 points or more, or bold of 14'),
  evidence: z
    .array(
      z.object({
        id: z.string().regex(EVIDENCE_ID).describe('Its id'),
        excerpt: z.string().min(1).max(2_000).describe('The words that are to prove something'),
        title: z.string().max(500).optional().describe('What it is from'),
        url: z.string().max(2_048).optional().describe('Where it was read'),
      }),
    )
    .max(100)
    .default([])
    .describe('What may prove its claims'),
};

/** Fields that say something: without them one sees what would have to be said. */
export const DISCLOSURES = ['opening', 'syntheticPerformerDisclosed', 'machineReadableMark', 'aiDisclosed'] as const;
