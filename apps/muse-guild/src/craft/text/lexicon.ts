import { z } from 'zod';

const words = z.array(z.string().trim().min(1).max(60)).max(200).default([]);

/** What a brand says and does not say, as its kit has it. */
export const lexicon = z.object({
  required: words.describe('Words that must be there'),
  banned: words.describe('Words that must not be there'),
  preferred: z
    .array(
      z.object({
        insteadOf: z.string().trim().min(1).max(60).describe('What is not said'),
        say: z.string().trim().min(1).max(60).describe('What is said instead'),
      }),
    )
    .max(200)
    .default([])
    .describe('What is said instead of something else'),
});
export type Lexicon = z.output<typeof lexicon>;

/** For regular expressions; white space of any kind and length. */
export const escaped = (text: string): string =>
  text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/\s+/g, String.raw`\s+`);
/** As a word or phrase of its own, whatever its case. */
const asWord = (text: string): RegExp =>
  new RegExp(String.raw`(?<![\p{L}\p{N}])${escaped(text)}(?![\p{L}\p{N}])`, 'giu');

export const says = (text: string, word: string): boolean => asWord(word).test(text);

/** Which words of a list a text has. */
export const wordsIn = (text: string, list: readonly string[]): string[] => list.filter((word) => says(text, word));

/** With what the brand prefers to say; a large first letter stays large. */
export const inBrandWords = (text: string, { preferred }: Pick<Lexicon, 'preferred'>): string =>
  preferred.reduce(
    (said, { insteadOf, say }) =>
      said.replace(asWord(insteadOf), (found) =>
        /^\p{Lu}/u.test(found) && /^\p{Ll}/u.test(insteadOf) ? say.charAt(0).toUpperCase() + say.slice(1) : say,
      ),
    text,
  );

/** For `check`: which banned words a text has, a sentence each. */
export const bannedIn = (text: string, { banned, preferred }: Lexicon): string[] => [
  ...wordsIn(text, banned).map((word) => `"${text}" uses "${word}", which is banned`),
  ...preferred
    .filter(({ insteadOf, say }) => says(text.replace(asWord(say), ' '), insteadOf))
    .map(({ insteadOf, say }) => `"${text}" says "${insteadOf}": say "${say}"`),
];
