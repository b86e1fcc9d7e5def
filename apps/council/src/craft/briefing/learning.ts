/** Something that a result seems to teach. */
export interface Lesson {
  readonly text: string;
  readonly evidenceIds: readonly string[];
  /** Two-sided, where a test was made. */
  readonly pValue: number | null;
  /** People, clicks or whatever was counted. */
  readonly sampleSize: number;
  /** It rests on text of strangers. */
  readonly tainted: boolean;
}

export interface JudgedLesson {
  readonly text: string;
  readonly evidenceIds: string[];
  readonly isAccepted: boolean;
  readonly reason: string;
}

const ALPHA = 0.05;
/** Counted at least, where no test was made. */
const LEAST_SAMPLE = 100;

/**
 * What may become a memory that later plans rest on. A wrong lesson costs every campaign after it, so what is in doubt is not remembered.
 * @param remembered texts that are remembered already.
 */
export function judged(lesson: Lesson, remembered: readonly string[]): JudgedLesson {
  const reason = objectionTo(lesson, remembered);
  const { text, evidenceIds, pValue, sampleSize } = lesson;
  const why = pValue === null ? `${sampleSize} were counted` : `p = ${pValue}`;
  return { text, evidenceIds: [...evidenceIds], isAccepted: reason === undefined, reason: reason ?? why };
}

function objectionTo(
  { text, evidenceIds, pValue, sampleSize, tainted }: Lesson,
  remembered: readonly string[],
): string | undefined {
  if (evidenceIds.length === 0) return 'it rests on no evidence';
  if (tainted) return 'it rests on what strangers wrote, not on what was measured';
  if (pValue !== null && pValue >= ALPHA) return `p = ${pValue}: it may be chance`;
  if (pValue === null && sampleSize < LEAST_SAMPLE) return `only ${sampleSize} were counted, and nothing was tested`;
  if (remembered.some((known) => folded(known) === folded(text))) return 'it is remembered already';
  return undefined;
}

const folded = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
