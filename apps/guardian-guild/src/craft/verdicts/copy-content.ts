import { COPY_FIELDS, EVIDENCE_ID, type CopyFieldName } from '@raptor/contracts';
import type { Content } from '@raptor/policy-packs';
import { z } from 'zod';

/** What authors write, as guardians of platforms are given it. */
export const copyCheck = {
  copy: z
    .array(
      z.object({
        field: z.enum(COPY_FIELDS).describe('Which part it is'),
        text: z.string().min(1).max(20_000).describe('What it says'),
        evidenceIds: z.array(z.string().regex(EVIDENCE_ID)).max(100).default([]).describe('What it rests on'),
      }),
    )
    .min(1)
    .max(100)
    .describe('The texts in the order in which people read them'),
  finalUrl: z.string().max(2_048).optional().describe('Where it leads'),
  postalAddress: z.string().max(500).optional().describe('Where the company can be written to'),
};

export type CopyTexts = readonly { readonly field: CopyFieldName; readonly text: string }[];

/** How packs call the fields. */
const NAMES: Readonly<Record<CopyFieldName, string>> = {
  headline: 'headlines',
  long_headline: 'longHeadlines',
  description: 'descriptions',
  primary_text: 'primaryTexts',
  link_description: 'descriptions',
  title: 'titles',
  body: 'bodies',
  subject: 'subjects',
  preheader: 'preheaders',
  post: 'posts',
  call_to_action: 'callsToAction',
  hashtag: 'hashtags',
  alt_text: 'altTexts',
  path: 'paths',
  link: 'links',
};

/** The texts in the words of the packs: each under its field, and all of them as `texts`. */
export function copyContent(surface: string, copy: CopyTexts, more: Content['fields'] = {}): Content {
  const fields: Record<string, string[]> = {};
  for (const { field, text } of copy) (fields[NAMES[field]] ??= []).push(text);
  return { surface, fields: { ...fields, texts: copy.map(({ text }) => text), ...more } };
}
