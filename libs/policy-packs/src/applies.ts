import type { Content } from './content';
import type { Condition, PolicyRule } from './policy-rule';

const EU = new Set('AT BE BG HR CY CZ DK EE FI FR DE GR HU IE IT LV LT LU MT NL PL PT RO SK SI ES SE'.split(' '));

/** Where something is published holds the law of a rule: within it, or around it. `US` includes New York, and the EU its members. */
export function isIn(jurisdiction: string | undefined, places: readonly string[] | undefined): boolean {
  if (jurisdiction === undefined || places === undefined) return true;
  return places.some(
    (place) =>
      place === jurisdiction ||
      place.startsWith(`${jurisdiction}-`) ||
      jurisdiction.startsWith(`${place}-`) ||
      (jurisdiction === 'EU' && EU.has(place.slice(0, 2))),
  );
}

/** Whether a rule has anything to say about this content, on this day, in these places. Left out, places are everywhere. */
export const applies = (
  rule: PolicyRule,
  content: Content,
  { day, jurisdictions }: { readonly day: string; readonly jurisdictions?: readonly string[] | undefined },
): boolean =>
  rule.effectiveFrom <= day &&
  (rule.effectiveTo === undefined || day <= rule.effectiveTo) &&
  (rule.surface === '*' || listOf(rule.surface).includes(content.surface)) &&
  isIn(rule.jurisdiction, jurisdictions) &&
  (rule.when ?? []).every((condition) => isMet(condition, content));

function isMet({ field, is }: Condition, { fields }: Content): boolean {
  const value = fields[field] ?? false;
  if (Array.isArray(is)) return typeof value === 'string' && is.includes(value);
  if (typeof is === 'boolean')
    return is === (Array.isArray(value) ? value.length > 0 : value !== false && value !== '');
  return value === is;
}

/** One or several, as a list. */
export const listOf = (names: string | readonly string[]): readonly string[] =>
  typeof names === 'string' ? [names] : names;
