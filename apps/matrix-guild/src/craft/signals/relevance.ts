/** Followers from which an author is heard. */
export const HEARD_FROM = 500;

export interface Traits {
  readonly saysBrand: boolean;
  readonly competitors: number;
  readonly customers: number;
  readonly keywords: number;
  readonly author?: { readonly followers?: number; readonly isVerified?: boolean };
  /** How far its source is trusted to matter, 0 to 1. */
  readonly sourceWeight: number;
}

export interface Relevance {
  /** 0 to 1. */
  readonly score: number;
  /** What it is made of, for people. */
  readonly reasons: readonly string[];
}

/**
 * How much a signal is this workspace's business. A choice, not a measurement: about the brand is half of it, about a rival or a
 * customer a third, each keyword a seventh up to two of them; a voice that carries adds a tenth. What is about nothing of ours is
 * not made relevant by who says it.
 */
export function relevanceOf({ saysBrand, competitors, customers, keywords, author, sourceWeight }: Traits): Relevance {
  const parts: [number, string][] = [];
  if (saysBrand) parts.push([0.5, 'names the brand']);
  if (competitors > 0)
    parts.push([0.33, competitors === 1 ? 'names a competitor' : `names ${competitors} competitors`]);
  if (customers > 0) parts.push([0.33, customers === 1 ? 'names a customer' : `names ${customers} customers`]);
  if (keywords > 0)
    parts.push([
      Math.min(keywords, 2) * 0.15,
      keywords === 1 ? 'has a watched keyword' : `has ${keywords} watched keywords`,
    ]);
  if (parts.length === 0) return { score: 0, reasons: ['names nothing that is watched'] };
  if (author?.isVerified) parts.push([0.1, 'its author is verified']);
  else if ((author?.followers ?? 0) >= HEARD_FROM) parts.push([0.1, `its author has ${author?.followers} followers`]);
  const sum = parts.reduce((total, [weight]) => total + weight, 0);
  const reasons = parts.map(([, reason]) => reason);
  if (sourceWeight < 1) reasons.push(`its source counts ${Math.round(sourceWeight * 100)} %`);
  return { score: Number((Math.min(1, sum) * sourceWeight).toFixed(4)), reasons };
}
