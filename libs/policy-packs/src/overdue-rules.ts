import type { PolicyPack } from './policy-pack';
import type { PolicyRule } from './policy-rule';

/** Rules that somebody should have looked at by that day, the longest overdue first. They go on to hold. */
export const overdueRules = (packs: readonly PolicyPack[], day: string): PolicyRule[] =>
  packs
    .flatMap(({ rules }) => rules)
    .filter(({ reviewBy, effectiveTo }) => reviewBy < day && (effectiveTo === undefined || effectiveTo >= day))
    .sort((one, other) => (one.reviewBy < other.reviewBy ? -1 : one.reviewBy > other.reviewBy ? 1 : 0));
