/** Hours of history without which no hour is called unusual. */
const LEAST_HISTORY = 24;
/** Below it a lively hour is just a lively hour. */
const LEAST_COUNT = 5;

export interface Volume {
  readonly lastHour: number;
  /** Mean of the hours before. */
  readonly usual: number;
  /** What an hour must be above to be a spike. */
  readonly limit: number;
  readonly isSpike: boolean;
}

/**
 * Whether the last hour had more signals than chance explains: a c-chart, mean plus three of its square roots. Source: D. C.
 * Montgomery, Introduction to Statistical Quality Control, section 7.3.
 * @param moments ISO 8601, of the signals up to `now`.
 * @param hours how far back they reach.
 */
export function volumeOf(moments: readonly string[], now: string, hours: number): Volume {
  const end = Date.parse(now);
  const ages = moments
    .map((moment) => Math.floor((end - Date.parse(moment)) / 3_600_000))
    .filter((age) => age >= 0 && age < hours);
  const lastHour = ages.filter((age) => age === 0).length;
  const history = hours - 1;
  const usual = history > 0 ? (ages.length - lastHour) / history : 0;
  const limit = usual + 3 * Math.sqrt(Math.max(usual, 1));
  return { lastHour, usual, limit, isSpike: history >= LEAST_HISTORY && lastHour >= LEAST_COUNT && lastHour > limit };
}
