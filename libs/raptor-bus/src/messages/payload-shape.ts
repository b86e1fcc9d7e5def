import 'reflect-metadata';
import { getMetadataStorage, IS_DATE, MAX_DATE, MIN_DATE, ValidationTypes } from 'class-validator';
import type { MessageClass } from './message';
import {
  asks,
  isOptional,
  looksBeyondValue,
  mayBeAbsent,
  refuseLateAnswer,
  schemaOf,
  type JsonSchema,
  type Rule,
} from './payload-rules';
import { classesGivenTo, isReshaped } from './payload-transformer';

/** One field that the decorators of a class name. */
export interface PayloadField {
  /** May it be absent? */
  readonly isOptional: boolean;
  /** What it holds one or many of, when that is a class. Not known for what class-transformer alone understands. */
  readonly nested: PayloadShape | undefined;
}

export interface PayloadShape {
  readonly type: MessageClass;
  readonly fields: ReadonlyMap<string, PayloadField>;
}

/** What the decorators of a class, and of the classes inside it, say. */
export interface PayloadDescription {
  readonly shape: PayloadShape;
  readonly schema: JsonSchema;
  /** The schema does not say everything: there are rules of our own, or conditions. */
  readonly needsClassValidator: boolean;
  /** Only class-transformer can make the instance: there is `@Transform`, `@Expose`, `@Exclude`, a date, a discriminator. */
  readonly needsClassTransformer: boolean;
}

/** @throws Error when a class cannot be checked as it says; the text names the field and what to do. */
export function describePayload(type: MessageClass): PayloadDescription {
  const classes = new ClassReader();
  const { shape, id } = classes.read(type);
  const { needsClassValidator, needsClassTransformer, classFromTypeScript } = classes;
  if (needsClassTransformer && classFromTypeScript) {
    throw new Error(`${classFromTypeScript}: put @Type(() => TheClass) on it, class-transformer goes by nothing else`);
  }
  const schema = { $ref: `#/$defs/${id}`, $defs: classes.definitions };
  return { shape, schema, needsClassValidator, needsClassTransformer };
}

interface ReadClass {
  readonly shape: PayloadShape;
  readonly id: string;
}

/** What TypeScript notes of a field that holds no class of ours. */
const NO_CLASS = new Set<unknown>([undefined, Object, Array, String, Number, Boolean, Date, Map, Set, Promise]);
const DATE_RULES = new Set<string | undefined>([IS_DATE, MIN_DATE, MAX_DATE]);

/** Reads a class and those inside it, each once: they may contain each other. */
class ClassReader {
  readonly definitions: Record<string, JsonSchema> = {};
  needsClassValidator = false;
  needsClassTransformer = false;
  /** A field whose class only TypeScript names. */
  classFromTypeScript: string | undefined;
  private readonly known = new Map<MessageClass, ReadClass>();

  read(type: MessageClass): ReadClass {
    const known = this.known.get(type);
    if (known) return known;
    const fields = new Map<string, PayloadField>();
    const found = { shape: { type, fields }, id: `${this.known.size}` };
    this.known.set(type, found);
    const properties: Record<string, JsonSchema> = {};
    const required: string[] = [];
    for (const [field, rules] of rulesByField(type)) {
      try {
        const nested = this.nestedIn(type, field, rules);
        fields.set(field, { isOptional: !isRequired(rules), nested: nested?.shape });
        properties[field] = this.schemaOfField(rules, nested);
        if (isRequired(rules)) required.push(field);
      } catch (error) {
        throw new Error(`${type.name}.${field}: ${(error as Error).message}`, { cause: error });
      }
    }
    const ruleless = Object.keys(new type()).find((field) => !fields.has(field));
    if (ruleless) throw new Error(`${type.name}.${ruleless}: has a value but no rule; put @Allow() on it`);
    this.define(found.id, { type: 'object', properties, required, additionalProperties: false });
    return found;
  }

  /** Class-validator takes one or many, and many of many, wherever it says nested. */
  private define(id: string, schema: JsonSchema): void {
    this.definitions[id] = schema;
    const many = { items: { $ref: `#/$defs/${id}s` } };
    this.definitions[`${id}s`] = { if: { type: 'array' }, then: many, else: { $ref: `#/$defs/${id}` } };
  }

  private nestedIn(owner: MessageClass, field: string, rules: readonly Rule[]): ReadClass | undefined {
    const isNested = rules.some(({ type }) => type === ValidationTypes.NESTED_VALIDATION);
    const given = classesGivenTo(owner, field);
    if (isReshaped(owner, field) || (!isNested && given.length > 0)) {
      this.needsClassTransformer = true;
      // For what their rules refuse: the shape is class-transformer's affair.
      given.forEach((type) => this.read(type));
      return undefined;
    }
    if (rules.some(({ name }) => DATE_RULES.has(name))) {
      throw new Error('JSON has no dates: take a string with @IsISO8601(), or put @Type(() => Date) on it');
    }
    if (!isNested) return undefined;
    if (given[0]) return this.read(given[0]);
    const noted: unknown = Reflect.getMetadata('design:type', owner.prototype as object, field);
    if (NO_CLASS.has(noted))
      throw new Error('nobody knows which class is nested here: put @Type(() => TheClass) on it');
    this.classFromTypeScript ??= `${owner.name}.${field}`;
    return this.read(noted as MessageClass);
  }

  private schemaOfField(rules: readonly Rule[], nested: ReadClass | undefined): JsonSchema {
    const conditions = rules.filter(isCondition);
    const demands = rules.filter(isDemand);
    demands.forEach(refuseLateAnswer);
    const aboutValue = demands.filter((rule) => !looksBeyondValue(rule));
    if (aboutValue.length < demands.length) this.needsClassValidator = true;
    if (!conditions.every((rule) => isOptional(rule) || mayBeAbsent(rule))) {
      this.needsClassValidator = true;
      return {};
    }
    const allOf = aboutValue.map(schemaOf);
    if (nested) allOf.push({ $ref: `#/$defs/${nested.id}s` });
    if (allOf.length === 0) return {};
    return conditions.some(isOptional) ? { if: { not: { type: 'null' } }, then: { allOf } } : { allOf };
  }
}

const isCondition = ({ type }: Rule): boolean => type === ValidationTypes.CONDITIONAL_VALIDATION;

/** True for a rule that looks at the value itself, other than by looking inside it. */
const isDemand = ({ type }: Rule): boolean =>
  type === ValidationTypes.CUSTOM_VALIDATION || type === ValidationTypes.IS_DEFINED;

/** A field must be there when one of its rules does not take undefined. */
const isRequired = (rules: readonly Rule[]): boolean =>
  !rules.some(isCondition) && rules.some((rule) => isDemand(rule) && !looksBeyondValue(rule) && !asks(rule)(undefined));

function rulesByField(type: MessageClass): Map<string, Rule[]> {
  const fields = new Map<string, Rule[]>();
  for (const rule of getMetadataStorage().getTargetValidationMetadatas(type, '', false, false)) {
    if (rule.type === ValidationTypes.PROMISE_VALIDATION)
      throw new Error(`${type.name}.${rule.propertyName}: JSON has no promises`);
    fields.set(rule.propertyName, [...(fields.get(rule.propertyName) ?? []), rule]);
  }
  return fields;
}
