import type { Work } from './work';

/** Processes that may die over a message while they handle others as well: after that it is handled alone. */
const DEATHS_BESIDE_OTHERS = 2;

/** Processes that may die over a message while they handle nothing else, before it is held to be the cause. */
export const LONE_DEATHS = 3;

/**
 * Suspect: handled alone, because processes have died over it. Poison: begun no more.
 *
 * One death with nothing else to do may be chance: something killed the process just then. With a chance of p for each lone
 * try, an innocent message is taken for poison with p³; what really kills its process has killed at most
 * {@link DEATHS_BESIDE_OTHERS} + {@link LONE_DEATHS} when it is found out.
 */
export type Verdict = 'innocent' | 'suspect' | 'poison';

export function verdictOn({ crashes, loneDeaths }: Pick<Work, 'crashes' | 'loneDeaths'>): Verdict {
  if (loneDeaths >= LONE_DEATHS) return 'poison';
  return crashes >= DEATHS_BESIDE_OTHERS ? 'suspect' : 'innocent';
}
