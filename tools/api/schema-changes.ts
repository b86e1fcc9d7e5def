import { resolved, typesOf, type ApiDocument, type Schema } from './document';

/** Who has to live with a change: callers who send it, or callers who are answered with it. */
export type Direction = 'asked' | 'answered';

/** The same place in the description as it was and as it is. */
export interface Place {
  readonly where: string;
  readonly direction: Direction;
  readonly before: ApiDocument;
  readonly after: ApiDocument;
}

/**
 * What a caller of the old description trips over: of what is asked, whatever is refused now and was not; of what is answered, whatever may be
 * missing or different now. A new value among those listed in an answer is none: callers must take values that they do not know.
 */
export function schemaChanges(
  place: Place,
  before: Schema,
  after: Schema,
  seen: ReadonlySet<string> = new Set(),
): string[] {
  const pair = before.$ref && after.$ref && `${before.$ref} ${after.$ref}`;
  if (pair && seen.has(pair)) return [];
  const known = pair ? new Set([...seen, pair]) : seen;
  const [olds, news] = [alternatives(place.before, before), alternatives(place.after, after)];
  const [oldOne, newOne] = [olds[0], news[0]];
  if (oldOne && newOne && olds.length === 1 && news.length === 1) return changesOfOne(place, oldOne, newOne, known);
  const fits = (old: Schema, now: Schema): boolean => changesOfOne(place, old, now, known).length === 0;
  const areAllMet =
    place.direction === 'asked'
      ? olds.every((old) => news.some((now) => fits(old, now)))
      : news.every((now) => olds.some((old) => fits(old, now)));
  return areAllMet ? [] : [`${place.where} has other alternatives`];
}

/** What a schema may be, one by one; that it may be null is said within each. */
function alternatives(document: ApiDocument, given: Schema): Schema[] {
  const schema = merged(document, given);
  const variants = schema.anyOf ?? schema.oneOf;
  if (!variants) return [schema];
  const each = variants.flatMap((variant) => alternatives(document, variant));
  const others = each.filter((variant) => !isNull(variant));
  return others.length === each.length ? each : others.map(orNull);
}

const isNull = (schema: Schema): boolean => typesOf(schema).join() === 'null';

const orNull = (schema: Schema): Schema => ({ ...schema, type: [...new Set([...typesOf(schema), 'null'])] });

/** With the parts that are said together (`allOf`) put together. */
function merged(document: ApiDocument, given: Schema): Schema {
  const { allOf, ...own } = resolved(document, given);
  if (!allOf) return own;
  const parts = [...allOf.map((part) => merged(document, part)), own];
  return parts.reduce((whole, part) => ({
    ...whole,
    ...part,
    ...((whole.properties ?? part.properties) && { properties: { ...whole.properties, ...part.properties } }),
    ...((whole.required ?? part.required) && { required: [...(whole.required ?? []), ...(part.required ?? [])] }),
  }));
}

function changesOfOne(place: Place, before: Schema, after: Schema, seen: ReadonlySet<string>): string[] {
  const types = typeChanges(place, before, after);
  if (types.length > 0) return types;
  return [
    ...valueChanges(place, before, after),
    ...(place.direction === 'asked' ? boundChanges(place, before, after) : []),
    ...propertyChanges(place, before, after, seen),
    ...(before.items && after.items
      ? schemaChanges({ ...place, where: `${place.where}[]` }, before.items, after.items, seen)
      : []),
  ];
}

function typeChanges({ where, direction }: Place, before: Schema, after: Schema): string[] {
  const [old, now] = [typesOf(before), typesOf(after)];
  const isFine = direction === 'asked' ? covers(now, old) : covers(old, now);
  if (isFine) return [];
  return [`${where} was ${inWords(old)}, is ${inWords(now)}`];
}

/** True when every value of the types `inner` is one of the types `outer`. */
const covers = (outer: readonly string[], inner: readonly string[]): boolean =>
  outer.length === 0 ||
  (inner.length > 0 && inner.every((type) => outer.includes(type) || (type === 'integer' && outer.includes('number'))));

const inWords = (types: readonly string[]): string => (types.length === 0 ? 'anything' : types.join(' or '));

function valueChanges({ where, direction }: Place, before: Schema, after: Schema): string[] {
  const [old, now] = [valuesOf(before), valuesOf(after)];
  const changes: string[] = [];
  if (direction === 'asked' && now) {
    const gone = (old ?? []).filter((value) => !now.includes(value));
    if (!old) changes.push(`${where} takes only ${now.join(', ')} now`);
    else if (gone.length > 0) changes.push(`${where} does not take ${gone.join(', ')} any more`);
  }
  if (direction === 'answered' && old && !now) changes.push(`${where} was one of ${old.join(', ')}, is anything now`);
  const [stricter, laxer] = direction === 'asked' ? [after, before] : [before, after];
  if (stricter.format !== undefined && stricter.format !== laxer.format)
    changes.push(`${where} had the format ${before.format ?? 'none'}, has ${after.format ?? 'none'}`);
  return changes;
}

const valuesOf = (schema: Schema): readonly string[] | undefined =>
  (schema.const === undefined ? schema.enum : [schema.const])?.map((value) => JSON.stringify(value));

const MOST = ['maxLength', 'maxItems', 'maxProperties', 'maximum', 'exclusiveMaximum'] as const;
const LEAST = ['minLength', 'minItems', 'minimum', 'exclusiveMinimum'] as const;
const EXACT = ['pattern', 'multipleOf', 'uniqueItems'] as const;

function boundChanges({ where }: Place, before: Schema, after: Schema): string[] {
  const lower = MOST.filter((word) => (after[word] ?? Infinity) < (before[word] ?? Infinity));
  const higher = LEAST.filter((word) => (after[word] ?? -Infinity) > (before[word] ?? -Infinity));
  const other = EXACT.filter((word) => Boolean(after[word]) && after[word] !== before[word]);
  return [...lower, ...higher, ...other].map(
    (word) => `${where} had the ${word} ${before[word] ?? 'none'}, has ${after[word]}`,
  );
}

function propertyChanges(place: Place, before: Schema, after: Schema, seen: ReadonlySet<string>): string[] {
  const { where, direction } = place;
  const [old, now] = [before.properties ?? {}, after.properties ?? {}];
  const [wasRequired, isRequired] = [new Set(before.required), new Set(after.required)];
  const gone = Object.keys(old).filter((name) => !(name in now) && !isOpen(after));
  const changes = gone.map((name) => `${where}.${name} is gone`);
  if (direction === 'asked') {
    const needed = [...isRequired].filter((name) => !wasRequired.has(name));
    changes.push(...needed.map((name) => `${where}.${name} is required now`));
    if (isOpen(before) && !isOpen(after)) changes.push(`${where} takes no other fields any more`);
  } else {
    const optional = [...wasRequired].filter((name) => name in now && !isRequired.has(name));
    changes.push(...optional.map((name) => `${where}.${name} may be missing now`));
  }
  for (const [name, schema] of Object.entries(old)) {
    const counterpart = now[name];
    if (counterpart) changes.push(...schemaChanges({ ...place, where: `${where}.${name}` }, schema, counterpart, seen));
  }
  return changes;
}

/** True where fields that are not named are welcome: a map. Of the others we say nothing, and unknown fields are refused. */
const isOpen = ({ additionalProperties }: Schema): boolean =>
  additionalProperties !== undefined && additionalProperties !== false;
