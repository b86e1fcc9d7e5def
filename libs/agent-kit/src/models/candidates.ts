import { type ModelCatalogue, type ModelRow, type PaidTier, rowOf } from './catalogue';
import type { ModelProvider } from './model';

/** From the dearest down: what cannot be had of one tier is asked of the next. */
const TIERS: readonly PaidTier[] = ['deep', 'balanced', 'flash'];

/** A model that may be asked, and the tier for which it is. */
export interface Candidate {
  readonly row: ModelRow;
  readonly tier: PaidTier;
}

/**
 * Who is asked, in this order: first choice of the tier, who stands in for it, then the same of each cheaper tier. Models
 * of vendors without a key, and those asked before, are left out.
 */
export function candidatesFor(
  tier: PaidTier,
  catalogue: ModelCatalogue,
  providers: ReadonlySet<ModelProvider>,
): readonly Candidate[] {
  const asked = TIERS.slice(TIERS.indexOf(tier)).flatMap((rung) =>
    catalogue.tiers[rung].map((id) => ({ row: rowOf(catalogue, id), tier: rung })),
  );
  return asked.filter(
    ({ row }, index) =>
      providers.has(row.provider) && asked.findIndex((earlier) => earlier.row.id === row.id) === index,
  );
}
