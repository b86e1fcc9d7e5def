import { z } from 'zod';

const hash = z.string().regex(/^[0-9a-f]{64}$/);
const word = z.string().min(1).max(100);

/** What every guardian is told beside the content: when and where it is seen, what the brand may write, what people have waived. */
export const circumstances = {
  day: z.iso.date().describe('The day on which it is, or will be, seen; the rules of that day hold'),
  jurisdictions: z
    .array(z.string().regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/))
    .min(1)
    .max(300)
    .describe('Where it is seen: US, US-NY, DE, EU'),
  brand: z
    .object({
      trademarks: z.array(word).max(500).default([]).describe('Names and marks, written as the brand writes them'),
      capitals: z.array(word).max(500).default([]).describe('Words that may stand in capitals'),
    })
    .prefault({})
    .describe('What the brand kit allows'),
  waivers: z
    .array(
      z.object({
        ruleId: z.string().min(1).max(100).describe('The rule that may be broken'),
        contentHash: hash.describe('The one content that may break it: contentHash of an earlier answer'),
        expiresAt: z.iso.datetime().describe('It holds on days that are over (UTC) by then'),
        name: z.string().min(1).max(200).describe('Who gave it and why, or its id'),
      }),
    )
    .max(200)
    .default([])
    .describe('What people have allowed'),
};

export interface Told {
  readonly day: string;
  readonly jurisdictions: readonly string[];
  readonly brand: { readonly trademarks: readonly string[]; readonly capitals: readonly string[] };
  readonly waivers: readonly {
    readonly ruleId: string;
    readonly contentHash: string;
    readonly expiresAt: string;
    readonly name: string;
  }[];
}

/** The brand's words, also those that its names of several words are made of. */
export const allowedWords = ({ brand }: Told): string[] =>
  [...brand.trademarks, ...brand.capitals].flatMap((name) => [name, ...name.split(/\s+/)]);
