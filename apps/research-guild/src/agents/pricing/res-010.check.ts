import { quotesOf, type PageEvidence } from '@raptor/agent-kit';
import { pagesOf } from '../../craft/pages/pages-of';
import { codesIn } from '../../craft/prices/currencies';
import { pricesIn } from '../../craft/prices/parse-prices';
import { isAsked } from '../../craft/prices/plans';
import type { PlanInAnswer, PricedSite, PricingAnswer, PricingTask } from './res-010.schema';

/** What is wrong with prices beyond their citations: each must be what its quote says, on a page of that seller. */
export function pricingProblems(
  { sites }: PricingAnswer,
  { sellers }: PricingTask,
  pages: readonly PageEvidence[],
): string[] {
  const domains = sites.map(({ domain }) => domain);
  if (domains.join() !== sellers.map(({ domain }) => domain).join())
    return [`sites must be ${sellers.map(({ domain }) => domain).join(', ')}, in this order`];
  return sellers.flatMap((seller, at) => siteProblems(sites[at] as PricedSite, pagesOf(seller, pages)));
}

function siteProblems({ domain, plans, tactics, unknowns }: PricedSite, pages: readonly PageEvidence[]): string[] {
  const byId = new Map(pages.map((page) => [page.id as string, page]));
  const cited = [...plans, ...plans.flatMap(({ prices }) => prices), ...tactics].map(({ evidenceId }) => evidenceId);
  const foreign = cited.filter((id) => !byId.has(id)).map((id) => `${id} is no page of ${domain}`);
  const names = plans.map(({ name }) => name.toLowerCase());
  const kinds = tactics.map(({ kind }) => kind);
  return [
    ...new Set(foreign),
    ...names.filter((name, at) => names.indexOf(name) !== at).map((name) => `${domain} has the plan ${name} twice`),
    ...kinds.filter((kind, at) => kinds.indexOf(kind) !== at).map((kind) => `${domain} has the tactic ${kind} twice`),
    ...(plans.length === 0 && unknowns.length === 0 ? [`${domain} has no plan: say in unknowns why`] : []),
    ...plans.flatMap((plan) => planProblems(plan, byId.get(plan.evidenceId))),
  ];
}

function planProblems(plan: PlanInAnswer, page: PageEvidence | undefined): string[] {
  if (!page) return [];
  const stands = quotesOf(page.text);
  const codes = codesIn(page.text);
  const paid = plan.prices.some(({ amount }) => amount > 0);
  return [
    ...(stands(plan.name) ? [] : [`"${plan.name}" is no name on the page`]),
    ...(plan.kind === 'priced' && !paid ? [`${plan.name} is priced and has no price`] : []),
    ...(plan.kind !== 'priced' && paid ? [`${plan.name} has a price and is called ${plan.kind}`] : []),
    ...plan.features.filter(({ name }) => !stands(name)).map(({ name }) => `"${name}" is no feature on the page`),
    ...plan.features
      .filter(({ value }) => value !== 'included' && value !== 'not included' && !stands(value))
      .map(({ value }) => `"${value}" is not on the page`),
    ...plan.prices.flatMap((price) => {
      const said = pricesIn(price.quote, codes).filter(isAsked);
      const isSaid = said.some(
        (other) =>
          other.amount === price.amount &&
          other.currency === price.currency &&
          other.currencyAssumed === price.currencyAssumed &&
          (other.period ?? null) === price.period &&
          (other.billed ?? null) === price.billed &&
          (other.unit ?? null) === price.unit,
      );
      return isSaid ? [] : [`"${price.quote}" does not say ${price.amount} ${price.currency} on these terms`];
    }),
  ];
}
