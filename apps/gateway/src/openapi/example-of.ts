import { schemaOf, type Description, type Schema, type SchemaOrRef } from './description-types';

const BY_FORMAT: Readonly<Record<string, string>> = {
  uuid: '01930000-0000-7000-8000-000000000001',
  'date-time': '2026-01-02T03:04:05.000Z',
  date: '2026-01-02',
  email: 'ada@company.example',
  uri: 'https://company.example/',
};

const TO_COME = /^(expires|until|ends?|due|valid_until|next)/;

/** For texts with a pattern and no example. */
const TEXTS = [
  'a',
  'A',
  '1',
  '1.0.0',
  'en',
  'MUSE-001',
  '#336699',
  'company.example',
  'ab'.repeat(32),
  `muse:${'ab'.repeat(32)}`,
];

/**
 * A value as the schema describes it: its own example or default, else one made of its words. Of lists one item, of objects every field; what
 * contains itself ends where it begins again.
 */
export function exampleOf(
  description: Description,
  given: SchemaOrRef,
  name = 'text',
  around: readonly Schema[] = [],
): unknown {
  const schema = schemaOf(description, given);
  const said = saidBy(schema);
  if (said !== undefined) return said;
  const within = [...around, schema];
  const inner = (child: SchemaOrRef, called = name): unknown => exampleOf(description, child, called, within);
  const { allOf, anyOf, oneOf } = schema;
  if (allOf) return Object.assign({}, ...allOf.map((part) => inner(part))) as unknown;
  const variants = anyOf ?? oneOf;
  if (variants) return inner(variants[0] ?? {});
  const type: string = typeOf(schema) ?? 'string';
  switch (type) {
    case 'object':
      return objectOf(description, schema, within);
    case 'array':
      return listOf(schema, around, () => inner(schema.items ?? {}, singular(name)));
    case 'integer':
    case 'number':
      return numberOf(schema);
    case 'boolean':
      return true;
    case 'null':
      return null;
    default:
      return textOf(schema, name);
  }
}

function saidBy(schema: Schema): unknown {
  const { example, enum: values, default: usual } = schema;
  const [only] = values ?? [];
  return example ?? (usual as unknown) ?? (schema as { const?: unknown }).const ?? only;
}

const typeOf = ({ type, properties }: Schema): string | undefined =>
  (Array.isArray(type) ? type[0] : type) ?? (properties && 'object');

function objectOf(
  description: Description,
  { properties = {}, required = [] }: Schema,
  within: readonly Schema[],
): unknown {
  const fields = Object.entries(properties).filter(
    ([name, schema]) => required.includes(name) || !within.includes(schemaOf(description, schema)),
  );
  return Object.fromEntries(fields.map(([name, schema]) => [name, exampleOf(description, schema, name, within)]));
}

function listOf(schema: Schema, around: readonly Schema[], item: () => unknown): unknown[] {
  if (around.includes(schema)) return [];
  return Array.from({ length: Math.min(Math.max(schema.minItems ?? 1, 1), schema.maxItems ?? 1) }, item);
}

function numberOf({ minimum, exclusiveMinimum, maximum, type }: Schema): number {
  const least = minimum ?? (typeof exclusiveMinimum === 'number' ? exclusiveMinimum + 1 : undefined);
  const most = maximum ?? Infinity;
  const usual = type === 'number' && most < 1 ? most / 2 : 1;
  return Math.min(Math.max(usual, least ?? 0), most);
}

function textOf({ format = '', pattern, minLength = 0, maxLength = Infinity }: Schema, name: string): string {
  const known = BY_FORMAT[format];
  // What ends, ends in times to come: an example of a request has to be one that is taken.
  if (known !== undefined) return TO_COME.test(name) ? known.replace('2026', '2036') : known;
  const words = name.replaceAll('_', ' ');
  const fits = (text: string): boolean =>
    text.length >= minLength && text.length <= maxLength && (pattern === undefined || new RegExp(pattern).test(text));
  const padded = words.padEnd(minLength, '.').slice(0, maxLength);
  return [words, padded, ...TEXTS].find(fits) ?? padded;
}

const singular = (name: string): string => name.replace(/s$/, '');
