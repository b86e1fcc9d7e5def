export interface Segment {
  /** Where it begins in the text. */
  readonly index: number;
  readonly segment: string;
  readonly isWordLike: boolean;
}

/** Units of UTF-16 that are looked at together. */
const WINDOW = 512;
/** As many segments at the end of a window may be longer than it shows, or belong together: `can` and `'` of `can't`. */
const UNSURE = 2;

/**
 * Segments of a text (characters, words or sentences), in time proportional to it. The engine copies all that it was given at each step, which takes seconds for 64 KiB
 * and minutes for 256: so it is given a window at a time, and what is not sure at the end of one begins the next. Runs of a script
 * without spaces are divided by a dictionary: in those longer than a window a word may end elsewhere than in the whole.
 */
export function* segmentsOf(segmenter: Intl.Segmenter, text: string): Generator<Segment> {
  let size = WINDOW;
  let from = 0;
  while (from < text.length) {
    const end = behindWholeCharacter(text, from + size);
    const found = [...segmenter.segment(text.slice(from, end))];
    const sure = end < text.length ? found.slice(0, -UNSURE) : found;
    for (const { index, segment, isWordLike } of sure)
      yield { index: from + index, segment, isWordLike: isWordLike === true };
    size = sure.length > 0 ? WINDOW : 2 * size;
    from = end < text.length ? from + (found[sure.length]?.index ?? 0) : end;
  }
}

function behindWholeCharacter(text: string, end: number): number {
  if (end >= text.length) return text.length;
  return (text.codePointAt(end - 1) ?? 0) > 0xffff ? end + 1 : end;
}
