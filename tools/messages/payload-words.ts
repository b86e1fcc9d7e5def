import type { PayloadShape } from '@raptor/raptor-bus';
import * as rule from 'class-validator';
import { rulesOf, type FieldRules } from './field-rules';

const WORD_OF_RULE: Readonly<Record<string, string>> = {
  [rule.IS_INT]: 'integer',
  [rule.IS_NUMBER]: 'number',
  [rule.IS_BOOLEAN]: 'boolean',
  [rule.IS_UUID]: 'uuid',
  [rule.IS_ISO8601]: 'time',
  [rule.IS_URL]: 'url',
  [rule.IS_EMAIL]: 'email',
  [rule.IS_OBJECT]: 'object',
  [rule.IS_STRING]: 'string',
  [rule.IS_LENGTH]: 'string',
  [rule.MIN_LENGTH]: 'string',
  [rule.MAX_LENGTH]: 'string',
  [rule.MATCHES]: 'string',
};

const WORD_OF_TYPE = new Map<unknown, string>([
  [String, 'string'],
  [Number, 'number'],
  [Boolean, 'boolean'],
]);

/** What a payload consists of, on one line: `{ id: uuid, lines: { article: string, note?: string }[] }`. */
export function payloadInWords(shape: PayloadShape, around: readonly PayloadShape[] = []): string {
  const fields = [...shape.fields].map(([field, { isOptional, nested }]) => {
    const rules = rulesOf(shape, field);
    const word = nested ? nestedInWords(nested, [...around, shape]) : wordFor(rules);
    return `${field}${isOptional ? '?' : ''}: ${word}${rules.isList ? '[]' : ''}`;
  });
  return fields.length > 0 ? `{ ${fields.join(', ')} }` : '{}';
}

const nestedInWords = (nested: PayloadShape, around: readonly PayloadShape[]): string =>
  around.includes(nested) ? nested.type.name : payloadInWords(nested, around);

function wordFor({ rules, noted }: FieldRules): string {
  const [word] = rules.flatMap(({ name, constraints }) => {
    const choices = name === rule.IS_IN || name === rule.IS_ENUM ? Object.values(constraints?.[0] ?? []) : [];
    if (choices.length > 0) return [typeof choices[0]];
    return WORD_OF_RULE[name ?? ''] ?? [];
  });
  return word ?? WORD_OF_TYPE.get(noted) ?? 'any';
}
