import type { Word } from '../units/words';

/** A place in a text. */
export interface Found {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/**
 * Looks for one kind of thing, in time proportional to the text. `except` has words that are none of it, exactly as written; `words`
 * gives the words of the text, which many look at.
 */
export type Detector = (text: string, except: ReadonlySet<string>, words: () => readonly Word[]) => Found[];

/** Everything an expression finds. It must not be able to look at a character twice in more than one way. */
export const findAll = (text: string, expression: RegExp): Found[] =>
  [...text.matchAll(expression)].map(({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
    text: found,
  }));

export const within = (text: string, start: number, end: number): Found => ({
  start,
  end,
  text: text.slice(start, end),
});
