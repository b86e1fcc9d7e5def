import { wordsOf } from './simhash';

/** Somebody or something that a workspace watches out for. */
export interface Watched {
  readonly name: string;
  /** A host name, such as `acme.com`. */
  readonly domain?: string;
}

/** Whether a text says a name, as whole words in a row, however they are written. */
export function says(text: string, phrase: string): boolean {
  const wanted = wordsOf(phrase);
  if (wanted.length === 0) return false;
  return ` ${wordsOf(text).join(' ')} `.includes(` ${wanted.join(' ')} `);
}

/** Those that a text names, by name or by domain, in the order given. */
export const mentioned = <T extends Watched>(text: string, watched: readonly T[]): T[] =>
  watched.filter(
    ({ name, domain }) =>
      says(text, name) || (domain !== undefined && text.toLowerCase().includes(domain.toLowerCase())),
  );
