import type { PolicyPack } from './policy-pack';

/** The edition of a platform's rules for a day: the latest that may be applied to it; undefined when there is none yet. */
export const packInForce = (packs: readonly PolicyPack[], platform: string, day: string): PolicyPack | undefined =>
  packs
    .filter((pack) => pack.platform === platform && pack.effectiveFrom <= day)
    .sort((one, other) => compare(one.effectiveFrom, other.effectiveFrom) || compare(one.version, other.version))
    .at(-1);

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);
