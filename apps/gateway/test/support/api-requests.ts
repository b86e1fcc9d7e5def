import { v7 as uuidv7 } from 'uuid';
import {
  jsonBodyOf,
  resolved,
  typesOf,
  type ApiDocument,
  type Operation,
  type Parameter,
  type Schema,
} from '../../../../tools/api/document';
import type { Description, SchemaOrRef } from '../../src/openapi/description-types';
import { exampleOf } from '../../src/openapi/example-of';

/** A value for a part of the path; undefined: whatever the schema has for it. */
export type PathValue = (parameter: Parameter) => string | undefined;

export const isId = (schema: Schema | undefined): boolean => schema?.format === 'uuid';

/** Ids that nobody has. */
export const randomIds: PathValue = ({ schema }) => (isId(schema) ? uuidv7() : undefined);

/** The address of an operation, with values for its parts. */
export function addressOf(document: ApiDocument, { path, parameters }: Operation, at: PathValue = randomIds): string {
  return path.replace(/\{([^}]+)\}/g, (_all, name: string) => {
    const parameter = parameters.find((each) => each.in === 'path' && each.name === name);
    const value = parameter && (at(parameter) ?? sampleOf(document, parameter.schema ?? {}, name));
    return encodeURIComponent(String(value ?? uuidv7()));
  });
}

/** A value that fits a schema. */
export const sampleOf = (document: ApiDocument, schema: Schema, name?: string): unknown =>
  exampleOf(document as unknown as Description, schema as SchemaOrRef, name);

/** The parameters of its query that it cannot do without, as text; empty when there are none. */
export function neededQuery(document: ApiDocument, { parameters }: Operation): string {
  const needed = parameters.filter((each) => each.in === 'query' && each.required === true);
  const words = needed.map(({ name, schema = {} }): [string, string] => [
    name,
    String(sampleOf(document, schema, name)),
  ]);
  return words.length === 0 ? '' : `?${new URLSearchParams(words).toString()}`;
}

/** A body that it takes: with every field, or with those alone that it cannot do without. */
export function bodyFor(document: ApiDocument, operation: Operation, fields: 'all' | 'needed'): unknown {
  const schema = jsonBodyOf(operation);
  if (!schema) return undefined;
  const body = sampleOf(document, schema);
  return fields === 'all' ? body : withNeeded(document, schema, body);
}

function withNeeded(document: ApiDocument, given: Schema, value: unknown): unknown {
  const schema = resolved(document, given);
  if (Array.isArray(value)) return value.map((each) => withNeeded(document, schema.items ?? {}, each));
  if (typeof value !== 'object' || value === null || !schema.properties) return value;
  const { properties, required = [] } = schema;
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) =>
      required.includes(name) ? [[name, withNeeded(document, properties[name] ?? {}, inner)]] : [],
    ),
  );
}

/** Where a body holds ids: `['cohort_id']`, `['items', 0, 'id']`. */
export function idPlaces(document: ApiDocument, given: Schema, around: readonly Schema[] = []): (string | number)[][] {
  const schema = resolved(document, given);
  if (around.includes(schema)) return [];
  if (isId(schema)) return [[]];
  const within = [...around, schema];
  const inList = schema.items ? idPlaces(document, schema.items, within).map((place) => [0, ...place]) : [];
  const inFields = Object.entries(schema.properties ?? {}).flatMap(([name, child]) =>
    idPlaces(document, child, within).map((place) => [name, ...place]),
  );
  const inParts = [...(schema.allOf ?? []), ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])].flatMap((part) =>
    idPlaces(document, part, within),
  );
  return [...inList, ...inFields, ...inParts];
}

/** A copy of a body with a value at a place; what is on the way there is taken from the full one. */
export function withValue(
  body: unknown,
  full: unknown,
  [key, ...rest]: readonly (string | number)[],
  value: unknown,
): unknown {
  if (key === undefined) return value;
  const next = (full as Record<string | number, unknown> | undefined)?.[key];
  if (typeof key === 'number') return [withValue((body as unknown[] | undefined)?.[key] ?? next, next, rest, value)];
  const record = (body ?? {}) as Record<string, unknown>;
  return { ...record, [key]: withValue(record[key] ?? next, next, rest, value) };
}

/** A body with ids of something that is there. */
export function withIds(
  document: ApiDocument,
  operation: Operation,
  body: unknown,
  idFor: (name: string) => string | undefined,
): unknown {
  const schema = jsonBodyOf(operation);
  const places = schema ? idPlaces(document, schema) : [];
  return places.reduce<unknown>((changed, place) => {
    const name = place.filter((part) => typeof part === 'string').at(-1);
    const id = name === undefined ? undefined : idFor(name);
    return id === undefined ? changed : withValue(changed, changed, place, id);
  }, body);
}

/** Names are unique in a workspace: a body that is sent twice needs others. */
export function withOtherNames(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body;
  const mark = uuidv7().slice(-8);
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => {
      if (typeof value !== 'string') return [name, value];
      if (name === 'name' || name === 'title') return [name, `${value} ${mark}`];
      if (name === 'slug') return [name, `s-${mark}`];
      if (name === 'email') return [name, `${mark}@company.example`];
      return [name, value];
    }),
  );
}

/** True for an operation that may be sent JSON. */
export const takesJson = (operation: Operation): boolean => jsonBodyOf(operation) !== undefined;

export const isListOf = (document: ApiDocument, schema: Schema): boolean =>
  typesOf(resolved(document, schema)).includes('array');
