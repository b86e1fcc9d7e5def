import { quotesOf, type PageEvidence } from '@raptor/agent-kit';
import { codesIn } from './currencies';
import { pricesIn } from './parse-prices';
import {
  FREE,
  IS_NAME,
  LONGEST_FEATURE,
  LONGEST_QUOTE,
  ON_REQUEST,
  distinct,
  isAsked,
  type FoundPlan,
  type PlanFeature,
} from './plans';

const INCLUDED = /^(?:[✓✔☑●•]|yes|included|ja|oui|sí)$/iu;
const NOT_INCLUDED = /^(?:[✗✘×–—-]|no|not included|nein|non)?$/iu;

/** What tables of a page say of plans: a column each, a feature per row. */
export function featureTablesOf(page: PageEvidence): Map<string, PlanFeature[]> {
  const found = new Map<string, PlanFeature[]>();
  const stands = quotesOf(page.text);
  for (const [header, ...rows] of page.data.tables) {
    if (!header || header.length < 2) continue;
    header.slice(1).forEach((name, column) => {
      if (!IS_NAME.test(name)) return;
      const features = rows.flatMap(([feature, ...cells]) => {
        const cell = cells[column];
        if (!feature || cell === undefined || feature.length > LONGEST_FEATURE || cell.length > LONGEST_FEATURE)
          return [];
        if (!stands(feature) || (valueOf(cell) === cell.trim() && !stands(cell)) || pricesIn(cell).length > 0)
          return [];
        return [{ name: feature, value: valueOf(cell) }];
      });
      if (features.length > 0) found.set(name.toLowerCase(), [...(found.get(name.toLowerCase()) ?? []), ...features]);
    });
  }
  return found;
}

const valueOf = (cell: string): string =>
  INCLUDED.test(cell.trim()) ? 'included' : NOT_INCLUDED.test(cell.trim()) ? 'not included' : cell.trim();

/** Plans whose names and prices stand in a table only: names in the first row, prices in one of the next. */
export function tablePlansOf(page: PageEvidence): FoundPlan[] {
  const codes = codesIn(page.text);
  const features = featureTablesOf(page);
  const stands = quotesOf(page.text);
  return page.data.tables.flatMap(([header, ...rows]) =>
    (header ?? []).slice(1).flatMap((name, column) => {
      const cells = rows.flatMap((row) => {
        const cell = row[column + 1] ?? '';
        const [price, ...more] = pricesIn(cell, codes).filter(isAsked);
        const line = row.filter(Boolean).join(' | ');
        const isHeaded = price && more.length === 0 && !price.period && line.length <= LONGEST_QUOTE && stands(line);
        const inLine = isHeaded
          ? pricesIn(line, codes)
              .filter(isAsked)
              .find(({ amount, period }) => period && amount === price.amount)
          : undefined;
        if (inLine) return [{ ...inLine, quote: line }];
        return cell.length <= LONGEST_QUOTE && price ? [price, ...more].map((one) => ({ ...one, quote: cell })) : [];
      });
      const said = rows.map((row) => row[column + 1] ?? '').find((cell) => FREE.test(cell) || ON_REQUEST.test(cell));
      const quote = cells[0]?.quote ?? said;
      if (!IS_NAME.test(name) || quote === undefined || !stands(quote) || !stands(name)) return [];
      const kind = cells.some(({ amount }) => amount > 0)
        ? 'priced'
        : cells.length > 0 || FREE.test(quote)
          ? 'free'
          : 'on request';
      return [
        {
          name,
          kind,
          quote,
          prices: distinct(cells),
          features: features.get(name.toLowerCase()) ?? [],
        } as const,
      ];
    }),
  );
}
