import type { Type } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';
import type { Schema } from './description-types';

type Arguments = readonly unknown[];
type Words = Readonly<Record<string, unknown>>;

/** What validator.js takes when it is not told otherwise: https://github.com/validatorjs/validator.js */
const LONGEST_EMAIL = 320;
const LONGEST_URL = 2_084;
/** Longer than any name of a time zone or a locale. */
const LONGEST_NAME = 64;

/** What rules of class-validator are called in a schema. Those that have no word there are left to the description of the field. */
const WORDS: Readonly<Record<string, (given: Arguments) => Words>> = {
  maxLength: ([most]) => ({ maxLength: most }),
  minLength: ([least]) => ({ minLength: least }),
  isLength: ([least, most]) => ({ minLength: least, ...(most !== undefined && { maxLength: most }) }),
  isNotEmpty: () => ({ minLength: 1 }),
  matches: ([pattern]) => (pattern instanceof RegExp && pattern.flags === '' ? { pattern: pattern.source } : {}),
  isUuid: () => ({ format: 'uuid' }),
  isEmail: () => ({ format: 'email', maxLength: LONGEST_EMAIL }),
  isUrl: () => ({ format: 'uri', maxLength: LONGEST_URL }),
  isTimeZone: () => ({ maxLength: LONGEST_NAME }),
  isLocale: () => ({ maxLength: LONGEST_NAME }),
  isIn: ([values]) => (Array.isArray(values) ? { enum: values } : {}),
  isInt: () => ({ type: 'integer' }),
  min: ([least]) => ({ minimum: least }),
  max: ([most]) => ({ maximum: most }),
  isPositive: () => ({ exclusiveMinimum: 0 }),
  arrayMinSize: ([least]) => ({ minItems: least }),
  arrayMaxSize: ([most]) => ({ maxItems: most }),
  arrayNotEmpty: () => ({ minItems: 1 }),
  arrayUnique: () => ({ uniqueItems: true }),
};

/** Where decorators of both libraries speak of it, what is checked is what is said; the rest only fills gaps. */
const CHECKED = new Set(['maxLength', 'minLength', 'minimum', 'maximum', 'minItems', 'maxItems', 'pattern']);

interface Rule {
  readonly propertyName: string;
  readonly name?: string;
  readonly constraints?: Arguments;
  readonly each: boolean;
}

/** Puts into the schema of each field of a model what its rules demand of it, so that nobody has to say it twice. */
export function describeBounds(model: Type, properties: Readonly<Record<string, object>>): void {
  for (const rule of rulesOf(model)) {
    const schema = properties[rule.propertyName] as Schema | undefined;
    if (schema) describe(schema, rule);
  }
}

const rulesOf = (model: Type): readonly Rule[] =>
  getMetadataStorage().getTargetValidationMetadatas(model, '', false, false);

function describe(schema: Schema, { name = '', constraints = [], each }: Rule): void {
  const target = each && schema.items ? schema.items : schema;
  if ('$ref' in target) return;
  for (const [word, value] of Object.entries(WORDS[name]?.(constraints) ?? {})) {
    if (word === 'type') Object.assign(target, { type: wholeNumbers(target.type) });
    else if (CHECKED.has(word) ? isTighter(target, word, value) : !(word in target))
      Object.assign(target, { [word]: value });
  }
}

/** Several rules may bound the same: the tightest counts. What was said by hand does not. */
function isTighter(target: Schema, word: string, value: unknown): boolean {
  const known = (target as Words)[word];
  if (typeof known !== 'number' || typeof value !== 'number') return known === undefined;
  return word.startsWith('max') ? value < known : value > known;
}

function wholeNumbers(type: Schema['type']): Schema['type'] {
  if (Array.isArray(type)) return type.map((each) => (each === 'number' ? 'integer' : each));
  return type === 'number' || type === undefined ? 'integer' : type;
}
