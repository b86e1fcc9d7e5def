import type { Breach } from './observe';
import { isWide } from './units/google-ads-width';
import { isTextUnit } from './units/measure';
import type { PolicyRule, Unit } from './policy-rule';

const LONGEST_QUOTE = 60;

/** A text as a sentence can hold it. */
export const quoted = (text: string, atMost = LONGEST_QUOTE): string => {
  const characters = [...text];
  return `"${characters.length <= atMost ? text : `${characters.slice(0, atMost - 1).join('')}…`}"`;
};

const UNIT_WORDS: Partial<Record<Unit, readonly [string, string]>> = {
  utf8_bytes: ['byte', 'bytes'],
  x_weight: ['weighted character', 'weighted characters'],
  sms_parts: ['part', 'parts'],
  words: ['word', 'words'],
  hashtags: ['hashtag', 'hashtags'],
  mentions: ['mention', 'mentions'],
  links: ['link', 'links'],
  emoji: ['emoji', 'emoji'],
  exclamation_marks: ['exclamation mark', 'exclamation marks'],
  px: ['pixel', 'pixels'],
  kilobytes: ['kB', 'kB'],
};

const plural = (count: number, unit: Unit): string => {
  const [one, many] = UNIT_WORDS[unit] ?? ['character', 'characters'];
  return `${count} ${count === 1 ? one : many}`;
};
const rounded = (value: number): number => Number(value.toFixed(2));

/** What people call a field, or one of its values: `headline 2`. */
export const nameOf = (field: string, index: number | undefined, labels: Readonly<Record<string, string>>): string => {
  const label = labels[field] ?? field;
  return index === undefined ? label : `${label} ${index + 1}`;
};

/** What to do about a breach, in a sentence that says where and by how much. */
export function fixOf(rule: PolicyRule, breach: Breach, labels: Readonly<Record<string, string>>): string {
  const what = nameOf(breach.field, breach.index, labels);
  const limit = Array.isArray(rule.value) ? rule.value.join(', ') : String(rule.value);
  const observed = typeof breach.observed === 'number' ? String(rounded(breach.observed)) : String(breach.observed);
  if (rule.advice === undefined) return sentenceOf(rule, breach, what, limit, observed, labels);
  const found = typeof breach.observed === 'string' ? quoted(observed) : observed;
  const words: Record<string, string> = { what, found, observed, limit };
  const filled = rule.advice.replace(/\{(what|found|observed|limit)\}/g, (_all, word: string) => words[word] ?? '');
  return filled.charAt(0).toUpperCase() + filled.slice(1);
}

function sentenceOf(
  rule: PolicyRule,
  { field, value, observed }: Breach,
  what: string,
  limit: string,
  shown: string,
  labels: Readonly<Record<string, string>>,
): string {
  const { unit, op } = rule;
  const [size, bound] = [Number(observed), Number(rule.value)];
  const label = labels[field] ?? field;
  const many = (count: number): string => `${count} ${label}${count === 1 ? '' : 's'}`;
  switch (op) {
    case 'max':
      if (unit === 'items') return `Take out ${many(size - bound)}: there are ${size}, at most ${bound} are allowed.`;
      if (!isTextUnit(unit)) return `Bring ${what} down to ${limit} ${unit}: it is ${shown}.`;
      if (unit === 'sms_parts') return `Shorten ${what} until it fits into ${plural(bound, unit)}: it needs ${size}.`;
      if (UNIT_WORDS[unit] && unit !== 'utf8_bytes' && unit !== 'x_weight')
        return `Take ${plural(size - bound, unit)} out of ${what}: it has ${size}, at most ${bound} allowed.`;
      return `Shorten ${what} by ${plural(size - bound, unit)}: ${quoted(String(value))} has ${size} of ${bound}${wideNote(unit, value)}.`;
    case 'min':
      if (unit === 'items')
        return `Add ${many(bound - size)}: there ${size === 1 ? 'is' : 'are'} ${size}, at least ${bound} needed.`;
      return isTextUnit(unit)
        ? `Lengthen ${what} by ${plural(bound - size, unit)}: it has ${size}, at least ${bound} needed.`
        : `Bring ${what} up to ${limit} ${unit}: it is ${shown}.`;
    case 'some_max':
      return `Make one ${label} at most ${plural(bound, unit)} long: the shortest has ${size}.`;
    case 'total_max':
      return `Take out ${plural(size - bound, unit)}: all together there are ${size}, at most ${bound} allowed.`;
    case 'forbid':
      if (unit === 'presence') return `Take ${what} out.`;
      return `Take ${isTextUnit(unit) ? plural(size, unit) : quoted(shown)} out of ${what}.`;
    case 'require':
      return unit === 'presence' ? `Add the ${label}.` : `Say in the ${label}: ${limit}.`;
    case 'matches':
      return `Say in ${what}: ${limit}.`;
    case 'equals':
      return `Set ${what} to ${limit}: it is ${shown}.`;
    case 'one_of':
      return `Make ${what} one of ${limit}: it is ${shown}.`;
    case 'unique':
      return `Change ${what}: ${quoted(shown)} is there before.`;
    case 'needs':
      return `Fill the ${labels[limit] ?? limit}, or leave the ${label} empty: one needs the other.`;
    case 'agrees_with':
      return `Change ${what}: ${quoted(shown)} does not go with ${limit}.`;
  }
}

function wideNote(unit: Unit, value: Breach['value']): string {
  const isNoteworthy = unit === 'google_ads_width' && typeof value === 'string' && [...value].some(isWide);
  return isNoteworthy ? ', as a wide character counts 2' : '';
}
