/** What came of one try: an answer, or that there was none. */
export type TryAnswer =
  | { readonly status: number }
  /** `isForbidden`: a rule of ours forbids the address, whenever it is tried. */
  | { readonly failure: string; readonly isForbidden: boolean };

export type TryVerdict =
  | { readonly outcome: 'delivered'; readonly responseCode: number }
  | {
      readonly outcome: 'again';
      readonly waitMs: number;
      readonly responseCode: number | null;
      readonly failure: string;
    }
  /** `isGone`: the receiver has said that it will never want anything again. */
  | {
      readonly outcome: 'failed';
      readonly isGone: boolean;
      readonly responseCode: number | null;
      readonly failure: string;
    };

const GONE = 410;

/** Waits are drawn out by up to a tenth, so that what failed together does not come back together. */
const SPREAD = 0.1;

/**
 * What follows from a try. Only 2xx is taken for yes: a redirect is not followed.
 * @param nth which try it was, 1 for the first.
 * @param retriesMs what is waited after each.
 */
export function judgeTry(
  answer: TryAnswer,
  nth: number,
  retriesMs: readonly number[],
  random: () => number = Math.random,
): TryVerdict {
  if ('status' in answer && answer.status >= 200 && answer.status < 300)
    return { outcome: 'delivered', responseCode: answer.status };
  const responseCode = 'status' in answer ? answer.status : null;
  const failure = 'status' in answer ? `The receiver answered ${answer.status}` : answer.failure;
  const isGone = responseCode === GONE;
  const isHopeless = isGone || ('isForbidden' in answer && answer.isForbidden);
  const wait = isHopeless ? undefined : retriesMs[nth - 1];
  if (wait === undefined) return { outcome: 'failed', isGone, responseCode, failure };
  return { outcome: 'again', waitMs: Math.round(wait * (1 + random() * SPREAD)), responseCode, failure };
}
