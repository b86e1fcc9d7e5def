import { z } from 'zod';
import { DETECTOR_NAMES } from './detectors/detect';
import { SCALAR_UNITS, TEXT_UNITS } from './units/measure';

/** Where a statement comes from: P the source itself was read, S somebody who quotes it, K common knowledge that nobody looked up. */
export const GRADES = ['P', 'S', 'K'] as const;
export type Grade = (typeof GRADES)[number];

/** What a broken rule means: the platform or the law refuses it; somebody should look; good to know. */
export const SEVERITIES = ['BLOCK', 'WARN', 'INFO'] as const;
export type Severity = (typeof SEVERITIES)[number];

/** What is measured or looked for. `items` counts a field's values, `presence` asks whether there is one at all. */
export const UNITS = [...TEXT_UNITS, ...SCALAR_UNITS, 'items', 'presence', 'text', 'phrase', 'pattern'] as const;
export type Unit = (typeof UNITS)[number];

/**
 * How what was observed is held against `value`.
 *
 * - `max`, `min`: every text or number of the field; with `items`, how many there are.
 * - `some_max`: at least one text is that short. `total_max`: all texts of all its fields together.
 * - `forbid`: none of it. `require`: at least one text of its fields has it. `matches`: every text has it.
 * - `equals`, `one_of`: the value is (among) these. `unique`: no value twice, capitals aside.
 * - `needs`: where the field is filled, the field named by `value` is, too.
 * - `agrees_with`: one of the values of the fields named by `value` is in it, or it in one of them, or it is their initials.
 */
export const OPS = [
  'max',
  'min',
  'some_max',
  'total_max',
  'forbid',
  'require',
  'matches',
  'equals',
  'one_of',
  'unique',
  'needs',
  'agrees_with',
] as const;
export type Op = (typeof OPS)[number];

const day = z.iso.date();
const name = z.string().min(1).max(100);
const oneOrMore = z.union([name, z.array(name).min(1)]);

/** Holds only where every one of these fields has that value; one that is missing counts as false. */
const condition = z.strictObject({
  field: name,
  is: z.union([z.string(), z.number(), z.boolean(), z.array(z.string())]),
});

/** Where a rule was read, and when. */
export const source = z.strictObject({ url: z.url(), grade: z.enum(GRADES), seenAt: day });

const plainRule = z.strictObject({
  ruleId: z.string().regex(/^[a-z0-9_]+(\.[a-z0-9_]+)+$/),
  platform: name,
  /** Kinds of content it is about; `*` for all. */
  surface: oneOrMore,
  field: oneOrMore,
  unit: z.enum(UNITS),
  op: z.enum(OPS),
  value: z.union([z.number(), z.string(), z.boolean(), z.array(z.string().min(1)).min(1)]),
  severity: z.enum(SEVERITIES),
  /** Days, as `2026-03-01`; the first and the last on which it holds. */
  effectiveFrom: day,
  effectiveTo: day.optional(),
  /** `US`, `US-NY`, `EU`; left out where it holds everywhere. */
  jurisdiction: z
    .string()
    .regex(/^[A-Z]{2}(-[A-Z0-9]{1,3})?$/)
    .optional(),
  source,
  /** The day by which somebody has to look whether it still holds. */
  reviewBy: day,
  when: z.array(condition).optional(),
  /** Words it does not mean, exactly as written. */
  except: z.array(z.string().min(1)).optional(),
  /** Only the first so many graphemes of a text count. */
  within: z.int().positive().optional(),
  /** What to do, where the engine's own sentence would not say it: `{what}`, `{found}`, `{observed}`, `{limit}` are filled in. */
  advice: z.string().min(1).optional(),
  /** What would surprise the next reader of the pack. */
  note: z.string().min(1).optional(),
});

/** One rule of a platform or a law, as data. */
export const policyRule = plainRule.superRefine((rule, context) => {
  for (const problem of problemsOf(rule)) context.addIssue({ code: 'custom', message: `${rule.ruleId}: ${problem}` });
});

export type PolicyRule = z.output<typeof policyRule>;
export type Condition = z.output<typeof condition>;

const NUMBERS: readonly Op[] = ['max', 'min', 'some_max', 'total_max'];
const SEARCHES: readonly Op[] = ['forbid', 'require', 'matches'];

function problemsOf({ unit, op, value, effectiveFrom, effectiveTo }: z.output<typeof plainRule>): string[] {
  const problems: string[] = [];
  if (effectiveTo !== undefined && effectiveTo < effectiveFrom) problems.push('it ends before it begins');
  if (NUMBERS.includes(op) && typeof value !== 'number') problems.push(`${op} needs a number`);
  if (NUMBERS.includes(op) && (unit === 'presence' || unit === 'text' || unit === 'phrase' || unit === 'pattern'))
    problems.push(`${unit} cannot be counted`);
  if ((unit === 'phrase' || unit === 'pattern') && !SEARCHES.includes(op))
    problems.push(`${op} cannot look for a ${unit}`);
  if (unit === 'phrase' && !Array.isArray(value)) problems.push('phrases are a list');
  if (unit === 'pattern' && !(typeof value === 'string' && DETECTOR_NAMES.some((known) => known === value)))
    problems.push(`there is no pattern ${String(value)}; known are ${DETECTOR_NAMES.join(', ')}`);
  if (op === 'one_of' && !Array.isArray(value)) problems.push('one_of needs a list');
  if (op === 'needs' && typeof value !== 'string') problems.push('needs takes the name of a field');
  return problems;
}
