/** Marks that change how the text around them is read, or that nobody sees: not the joiners that emoji and some scripts need. */
const UNSEEN =
  /[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\u{e0000}-\u{e007f}]/u;
const ADDRESS =
  /(?:https?:)?\/\/[^\s"'<>()[\]{}\\]+|\bwww\.[^\s"'<>()[\]{}\\]+|\b(?:javascript|data|mailto):[^\s"'<>]+/giu;
const TAG = /<\/?[a-z!][^<>]*>?/giu;

/**
 * What a model must not bring into an answer, whatever it was told to: addresses and markup that neither the task nor the evidence has, and marks that
 * nobody sees. An address that is made up is where what a prompt holds would leave by. A sentence for each, as the model may read it.
 * @param known texts of the task and the evidence.
 */
export function foreignMatter(answer: unknown, known: string): string[] {
  const texts = textsIn(answer);
  const has = known.toLowerCase();
  const foreign = (pattern: RegExp): string[] => [
    ...new Set(
      texts.flatMap((text) => text.match(pattern) ?? []).filter((found) => !has.includes(bare(found).toLowerCase())),
    ),
  ];
  return [
    ...foreign(ADDRESS).map(
      (address) => `"${address.slice(0, 100)}" is an address that nobody has given: leave it out`,
    ),
    ...foreign(TAG).map((tag) => `"${tag.slice(0, 100)}" is markup that nobody has given: leave it out`),
    ...(texts.some((text) => UNSEEN.test(text))
      ? ['There are invisible characters in the answer: leave them out']
      : []),
  ];
}

/** A full stop after an address is the sentence's. */
const bare = (found: string): string => found.replace(/[.,;:!?]+$/u, '');

export function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
