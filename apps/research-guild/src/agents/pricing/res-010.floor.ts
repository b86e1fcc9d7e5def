import { itemsOf, type Evidence, type PageEvidence } from '@raptor/agent-kit';
import { lackingOf } from '../../craft/pages/lacking';
import { pagesOf } from '../../craft/pages/pages-of';
import { comparePrices, type AskedPrice } from '../../craft/prices/compare-prices';
import { annualDiscountOf } from '../../craft/prices/discounts';
import type { ParsedPrice } from '../../craft/prices/parse-prices';
import { plansOf, type FoundPlan } from '../../craft/prices/plans';
import { featureTablesOf, tablePlansOf } from '../../craft/prices/table-plans';
import { TACTICS, tacticsOf } from '../../craft/prices/tactics';
import type { PlanInAnswer, PricedSite, PricingAnswer, PricingTask } from './res-010.schema';

const MOST = { plans: 16, prices: 8, features: 60 } as const;

/** Everything that code can read from pricing pages. */
export function pricingFloor(task: PricingTask, evidence: Evidence): PricingAnswer {
  const pages = itemsOf(evidence, 'page');
  const sites = task.sellers.map((seller) => siteFloor(seller.domain, pagesOf(seller, pages)));
  return finishPricing({ sites, comparison: [], lacking: [] }, task, evidence);
}

function siteFloor(domain: string, pages: readonly PageEvidence[]): PricedSite {
  const found = pages.map((page) => ({ page, plans: allPlansOf(page) }));
  const plans = found.flatMap(({ page, plans: some }) => some.map((plan) => planInAnswer(plan, page)));
  const first = plans.filter(({ name }, at) => plans.findIndex((plan) => isSameName(plan.name, name)) === at);
  const tactics = found.flatMap(({ page, plans: some }) =>
    tacticsOf(page, some).map((tactic) => ({ ...tactic, evidenceId: page.id as string })),
  );
  const site = {
    domain,
    plans: first.slice(0, MOST.plans),
    tactics: TACTICS.flatMap((kind) => tactics.find((tactic) => tactic.kind === kind) ?? []),
    currencies: [],
    annualDiscounts: [],
    unknowns: [],
  };
  return { ...site, unknowns: unknownsOf(site, pages) };
}

/** Cards with what tables add to them, then plans that stand in tables only. */
function allPlansOf(page: PageEvidence): FoundPlan[] {
  const tables = featureTablesOf(page);
  const cards = plansOf(page).map((plan) => {
    const more = tables.get(plan.name.toLowerCase()) ?? [];
    const known = new Set(more.map(({ name }) => name));
    return { ...plan, features: [...plan.features.filter(({ name }) => !known.has(name)), ...more] };
  });
  const others = tablePlansOf(page).filter(({ name }) => !cards.some((card) => isSameName(card.name, name)));
  return [...cards, ...others];
}

const isSameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

const planInAnswer = (plan: FoundPlan, { id }: PageEvidence): PlanInAnswer => ({
  name: plan.name,
  kind: plan.kind,
  quote: plan.quote,
  evidenceId: id,
  prices: plan.prices
    .slice(0, MOST.prices)
    .map(({ amount, currency, currencyAssumed, period, billed, unit, quote }) => ({
      amount,
      currency,
      currencyAssumed,
      period: period ?? null,
      billed: billed ?? null,
      unit: unit ?? null,
      quote,
      evidenceId: id,
    })),
  features: plan.features
    .filter(({ name }, at) => plan.features.findIndex((feature) => feature.name === name) === at)
    .slice(0, MOST.features)
    .map(({ name, value }) => ({ name, value: value.slice(0, 200) })),
});

function unknownsOf({ plans }: Pick<PricedSite, 'plans'>, pages: readonly PageEvidence[]): string[] {
  if (pages.length === 0) return ['No page of this site could be read: its prices are unknown.'];
  if (plans.length === 0) return ['The pages that were read show no plan with a price.'];
  const assumed = plans.flatMap(({ prices }) => prices).find(({ currencyAssumed }) => currencyAssumed);
  const openEnded = plans.filter(({ prices }) => prices.some(({ period, amount }) => period === null && amount > 0));
  const bare = plans.filter(({ features }) => features.length === 0);
  return [
    ...(plans.every(({ kind }) => kind === 'on request') ? ['No price is public.'] : []),
    ...(assumed ? [`The page does not name its currency: its sign is read as ${assumed.currency}.`] : []),
    ...openEnded.map(({ name }) => `The page does not say what period the price of ${name} is for.`),
    ...bare.map(({ name }) => `The page lists no feature under ${name}.`),
  ].slice(0, 20);
}

/** All that is arithmetic, and what could not be read. */
export function finishPricing(answer: PricingAnswer, { company }: PricingTask, evidence: Evidence): PricingAnswer {
  const sites = answer.sites.map((site) => ({
    ...site,
    currencies: [...new Set(site.plans.flatMap(({ prices }) => prices.map(({ currency }) => currency)))].toSorted(),
    annualDiscounts: site.plans.flatMap(({ name, prices }) => {
      const discount = annualDiscountOf(prices.map(plainPrice));
      if (!discount) return [];
      const { monthly, annual, percent } = discount;
      return [{ plan: name, currency: monthly.currency, monthly: monthly.amount, yearly: annual.amount, percent }];
    }),
  }));
  const asked = sites.flatMap(({ domain, plans }) =>
    plans.flatMap(({ name, prices }): AskedPrice[] =>
      prices.map((price) => ({ ...plainPrice(price), seller: domain, plan: name })),
    ),
  );
  const own = company?.prices.map(({ plan, amount, currency, period, billed, unit }): AskedPrice => ({
    seller: company.name,
    plan,
    amount,
    currency,
    period,
    ...(billed && { billed }),
    ...(unit && { unit }),
  }));
  return { sites, comparison: comparePrices([...asked, ...(own ?? [])]).map(asAnswer), lacking: lackingOf(evidence) };
}

const asAnswer = (comparison: ReturnType<typeof comparePrices>[number]): PricingAnswer['comparison'][number] => ({
  ...comparison,
  entries: [...comparison.entries],
});

type PriceInAnswer = PlanInAnswer['prices'][number];

export const plainPrice = ({
  amount,
  currency,
  currencyAssumed,
  period,
  billed,
  unit,
}: PriceInAnswer): ParsedPrice => ({
  amount,
  currency,
  currencyAssumed,
  ...(period && { period }),
  ...(billed && { billed }),
  ...(unit && { unit }),
  sense: 'price',
});
