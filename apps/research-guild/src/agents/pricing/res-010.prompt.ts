import type { Evidence } from '@raptor/agent-kit';
import type { PricingAnswer, PricingTask } from './res-010.schema';

/** What code has found is named by count: the words themselves are strangers' and stand in the evidence. */
export const pricingPrompt = ({ sellers }: PricingTask, _evidence: Evidence, { sites }: PricingAnswer): string =>
  `Lay out how these sellers price, from the pages in the evidence and nothing else: ${sellers.map(({ domain }) => domain).join(', ')}.

Code has read these pages already and found:
${sites
  .map(
    ({ domain, plans, tactics, unknowns }) =>
      `- ${domain}: ${plans.length} plans with ${plans.flatMap(({ prices }) => prices).length} prices and ${plans.flatMap(({ features }) => features).length} features; tactics: ${tactics.map(({ kind }) => kind).join(', ') || 'none'}; open: ${unknowns.length} questions`,
  )
  .join('\n')}

A better answer than that finds plans, prices, features and tactics that code overlooks because the page shows them in sentences or in an unusual
order, gives a feature that two plans share the same name in both, and explains each tactic by what this page does with it.

- One entry in sites for each seller, in the order above; no plan where there is none, and unknowns then says so.
- Every quote stands word for word in the evidence you cite for it. Plan and feature names are the page's own words.
- A price holds what its own quote says: amount, currency, period, billing, unit; null where it does not say. Quote enough words for that.
- Struck-out prices and savings are no prices of a plan; they may show a tactic.
- Leave currencies, annualDiscounts, comparison and lacking empty: code works them out.`;
