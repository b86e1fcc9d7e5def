import type { CritiqueAnswer } from './critique-task';

/** One thing that is looked at, as it turned out. */
export interface Criterion {
  readonly name: string;
  /** 0 to 1. */
  readonly quality: number;
  readonly weight: number;
  readonly comment: string;
  /** What to do about it; none where it is well. */
  readonly notes: readonly string[];
}

const MOST_NOTES = 8;
/** From this score on there is nothing to say. */
const WELL_FROM = 9;

export const scoreOf = (quality: number): number => Number((1 + 9 * Math.min(1, Math.max(0, quality))).toFixed(1));

/** Scores from 1 to 10, the whole by weight; notes begin with what is weakest. */
export function judgedBy(criteria: readonly Criterion[]): Omit<CritiqueAnswer, 'summary'> {
  const weight = criteria.reduce((sum, each) => sum + each.weight, 0);
  const whole = criteria.reduce((sum, each) => sum + each.quality * each.weight, 0) / weight;
  const weakest = criteria.toSorted((a, b) => a.quality - b.quality);
  const notes = weakest.filter(({ quality }) => scoreOf(quality) < WELL_FROM).flatMap(({ notes: all }) => all);
  return {
    score: scoreOf(whole),
    criteria: criteria.map(({ name, quality, comment }) => ({ name, score: scoreOf(quality), comment })),
    notes: [...new Set(notes)].slice(0, MOST_NOTES),
  };
}

/** 1 within the range, falling to 0 over `slope` beyond it. */
export function within(value: number, [least, most]: readonly [number, number], slope: number): number {
  const beyond = Math.max(least - value, value - most, 0);
  return Math.max(0, 1 - beyond / slope);
}

export const shareOf = (part: number, whole: number): number => (whole === 0 ? 1 : part / whole);
