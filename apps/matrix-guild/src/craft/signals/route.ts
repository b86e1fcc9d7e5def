export const ROUTES = ['crisis', 'opportunity', 'archive'] as const;
export type Route = (typeof ROUTES)[number];

/** Below it the mood is a crisis, above it an opportunity. */
export const CRISIS_BELOW = -0.8;
export const OPPORTUNITY_ABOVE = 0.8;
/** An opportunity is one that many hear of. */
export const OPPORTUNITY_FOLLOWERS = 10_000;

export interface Routing {
  readonly route: Route;
  readonly reason: string;
}

/** Where a signal goes. What is not relevant or has been seen before goes nowhere, however loud. */
export function routeOf(signal: {
  readonly relevance: number;
  readonly leastRelevance: number;
  readonly sentiment: number | null;
  readonly followers: number;
  readonly isSpike: boolean;
  readonly isDuplicate: boolean;
}): Routing {
  const { relevance, leastRelevance, sentiment, followers, isSpike, isDuplicate } = signal;
  if (isSpike && relevance >= leastRelevance)
    return { route: 'crisis', reason: 'the volume of signals is far above the usual' };
  if (isDuplicate) return { route: 'archive', reason: 'the same was noticed before' };
  if (relevance < leastRelevance)
    return { route: 'archive', reason: `relevance ${relevance} is below ${leastRelevance}` };
  if (sentiment !== null && sentiment < CRISIS_BELOW)
    return { route: 'crisis', reason: `sentiment ${sentiment} is below ${CRISIS_BELOW}` };
  if (sentiment !== null && sentiment > OPPORTUNITY_ABOVE && followers > OPPORTUNITY_FOLLOWERS)
    return { route: 'opportunity', reason: `sentiment ${sentiment} before ${followers} followers` };
  return { route: 'archive', reason: 'neither a crisis nor an opportunity' };
}
