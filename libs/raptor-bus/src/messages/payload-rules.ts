import { isPromise, isRegExp } from 'node:util/types';
import * as classValidator from 'class-validator';
import { getMetadataStorage, ValidationTypes, type MetadataStorage } from 'class-validator';
import { validationMetadataArrayToSchemas } from 'class-validator-jsonschema';

/** One decorator of class-validator on one field. */
export type Rule = ReturnType<MetadataStorage['getTargetValidationMetadatas']>[number];

export type JsonSchema = Readonly<Record<string, unknown>>;

/** Keyword of our schemas: a function that tells whether the value fits. For rules that JSON Schema has no words for. */
export const ASKS = 'asks';

/** Names of class-validator's own rules: they look at the value and at nothing else. A rule of our own must not take one. */
const OWN_RULES = new Set(Object.values(classValidator).filter((exported) => typeof exported === 'string'));

type Arguments = readonly unknown[];
const always = (): boolean => true;
const finiteBound = ([bound]: Arguments): boolean => Number.isFinite(bound);
const wholeSize = ([size]: Arguments): boolean => Number.isSafeInteger(size) && (size as number) >= 0;

/**
 * Rules whose JSON Schema, as class-validator-jsonschema writes it, accepts exactly what class-validator accepts; some
 * only with certain arguments. What it writes for the others is laxer or stricter (a UUID may start with `urn:`, flags of a
 * pattern are lost, characters are counted in another way): those rules are asked themselves.
 */
const SAID_EXACTLY: Readonly<Record<string, (given: Arguments) => boolean>> = {
  [classValidator.IS_DEFINED]: always,
  [classValidator.IS_STRING]: always,
  [classValidator.IS_BOOLEAN]: always,
  [classValidator.IS_INT]: always,
  [classValidator.IS_POSITIVE]: always,
  [classValidator.IS_NEGATIVE]: always,
  [classValidator.IS_OBJECT]: always,
  [classValidator.IS_ARRAY]: always,
  [classValidator.ARRAY_NOT_EMPTY]: always,
  [classValidator.ARRAY_MIN_SIZE]: wholeSize,
  [classValidator.ARRAY_MAX_SIZE]: wholeSize,
  [classValidator.MIN]: finiteBound,
  [classValidator.MAX]: finiteBound,
  [classValidator.IS_NUMBER]: ([options]) =>
    (options as classValidator.IsNumberOptions | undefined)?.maxDecimalPlaces === undefined,
  [classValidator.IS_IN]: ([values]) => Array.isArray(values) && areDistinctAndOfOneType(values),
  [classValidator.MATCHES]: ([pattern]) => isRegExp(pattern) && pattern.flags === '',
};

function areDistinctAndOfOneType(values: Arguments): boolean {
  const [type, ...otherTypes] = new Set(values.map((value) => typeof value));
  if (otherTypes.length > 0 || new Set(values).size !== values.length) return false;
  return type === 'string' || type === 'number' || type === 'boolean';
}

/** True for `@IsOptional`: null and undefined both count as absent. */
export const isOptional = (rule: Rule): boolean =>
  rule.type === ValidationTypes.CONDITIONAL_VALIDATION && rule.name === classValidator.IS_OPTIONAL;

/** True for a `@ValidateIf` that says of itself that it asks for nothing but `value !== undefined`: absent is fine, null is a value like others. */
export const mayBeAbsent = (rule: Rule): boolean =>
  rule.type === ValidationTypes.CONDITIONAL_VALIDATION &&
  (rule.context as { mayBeAbsent?: unknown } | undefined)?.mayBeAbsent === true;

/** True when what the rule says depends on more than the value: rules of our own, and those with a condition. */
export const looksBeyondValue = (rule: Rule): boolean =>
  rule.validateIf !== undefined || !OWN_RULES.has(constraintOf(rule).name);

/** A function that puts the rule to a value, as class-validator does. */
export function asks(rule: Rule): (value: unknown) => boolean {
  const { instance } = constraintOf(rule);
  const { propertyName: property, constraints } = rule;
  // One for all values: class-validator's own rules look at the constraints in it and keep nothing.
  const about = { value: undefined as unknown, constraints, property, object: {}, targetName: '' };
  const fits = (value: unknown): boolean => {
    about.value = value;
    return instance.validate(value, about) as boolean;
  };
  return rule.each ? (value) => (Array.isArray(value) ? value.every(fits) : fits(value)) : fits;
}

/** What the rule demands of a value. Undefined is not a value: whether a field may be absent is `required`. */
export function schemaOf(rule: Rule): JsonSchema {
  const { name } = constraintOf(rule);
  if (!SAID_EXACTLY[name]?.(rule.constraints ?? [])) return { [ASKS]: asks(rule) };
  const bare = { ...rule, type: name, each: false, target: Anything, propertyName: 'value' };
  const schema = validationMetadataArrayToSchemas([bare]).Anything?.properties?.value as JsonSchema;
  return rule.each ? { if: { type: 'array' }, then: { items: schema }, else: schema } : schema;
}

class Anything {
  value: unknown;
}

/** @throws Error for a rule that answers later: who reads or sends does not wait. */
export function refuseLateAnswer(rule: Rule): void {
  const { async, name } = constraintOf(rule);
  if (async || answersWithPromise(rule))
    throw new Error(`its rule ${name} answers with a promise; check it in the handler`);
}

/** Whether a rule answers later without having said so shows only when it is asked. */
function answersWithPromise(rule: Rule): boolean {
  try {
    const answer: unknown = asks({ ...rule, each: false })(undefined);
    if (!isPromise(answer)) return false;
    answer.catch(() => undefined);
    return true;
  } catch {
    return false;
  }
}

function constraintOf(rule: Rule) {
  const [constraint] = getMetadataStorage().getTargetValidatorConstraints(rule.constraintCls);
  if (!constraint) throw new Error('its rule is not known to class-validator: is the package installed twice?');
  return constraint;
}
