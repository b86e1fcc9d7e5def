import { nameIn, operationsOf, typesOf, type ApiDocument, type Schema } from '../document';

/** What is wrong with the schemas of a document, a sentence each. */
export function schemaComplaints(document: ApiDocument): string[] {
  const asked = askedFor(document);
  const components = Object.entries(document.components.schemas ?? {}).flatMap(([name, schema]) =>
    complaintsOf(name, schema, asked.has(name)),
  );
  const inline = operationsOf(document).flatMap(({ name, parameters, body }) => [
    ...parameters.flatMap((given) => complaintsOf(`${name} ${given.in} ${given.name}`, given.schema ?? {}, true)),
    ...Object.entries(body?.content ?? {}).flatMap(([type, { schema = {} }]) =>
      complaintsOf(`${name} ${type}`, schema, true),
    ),
  ]);
  return [...components, ...inline];
}

/** Names of the schemas that callers send: everything in them has an end. */
export function askedFor(document: ApiDocument): Set<string> {
  const found = new Set<string>();
  const visit = (schema: Schema): void => {
    if (schema.$ref !== undefined) {
      const name = nameIn(schema.$ref);
      if (found.has(name)) return;
      found.add(name);
      visit(document.components.schemas?.[name] ?? {});
      return;
    }
    childrenOf(schema).forEach(([, child]) => {
      visit(child);
    });
  };
  for (const { body } of operationsOf(document))
    for (const { schema } of Object.values(body?.content ?? {})) if (schema) visit(schema);
  return found;
}

/** The schemas within a schema, with what each is to it. */
export function childrenOf(schema: Schema): [string, Schema][] {
  const { properties = {}, items, additionalProperties, allOf = [], anyOf = [], oneOf = [] } = schema;
  return [
    ...Object.entries(properties).map(([name, child]): [string, Schema] => [`.${name}`, child]),
    ...(items ? [['[]', items] as [string, Schema]] : []),
    ...(typeof additionalProperties === 'object' ? [['.*', additionalProperties] as [string, Schema]] : []),
    ...[...allOf, ...anyOf, ...oneOf].map((child): [string, Schema] => ['', child]),
  ];
}

function complaintsOf(where: string, schema: Schema, isAsked: boolean): string[] {
  if (schema.$ref !== undefined) return [];
  const own = [...shapeComplaints(schema), ...(isAsked ? boundComplaints(schema) : [])];
  return [
    ...own.map((complaint) => `${where} ${complaint}`),
    ...nameComplaints(where, schema),
    ...childrenOf(schema).flatMap(([part, child]) => complaintsOf(`${where}${part}`, child, isAsked)),
  ];
}

function shapeComplaints(schema: Schema): string[] {
  const types = typesOf(schema);
  const complaints: string[] = [];
  const isSaid = types.length > 0 || schema.enum || schema.const !== undefined;
  if (!isSaid && !schema.allOf && !schema.anyOf && !schema.oneOf) complaints.push('has no type');
  if (types.includes('array') && !schema.items) complaints.push('is a list of who knows what');
  if (schema.nullable !== undefined) complaints.push('is nullable, a word that OpenAPI 3.1 does not have');
  return complaints;
}

const ENDS_BY_FORMAT = new Set(['uuid', 'date', 'date-time', 'binary']);

const hasEnd = ({ maxLength, format = '', pattern = '' }: Schema): boolean =>
  maxLength !== undefined || ENDS_BY_FORMAT.has(format) || isFinitePattern(pattern);

/** From beginning to end, and nothing in it as often as one likes. */
const isFinitePattern = (pattern: string): boolean =>
  /^\^.*\$$/.test(pattern) && !/[*+]|\{\d+,\}/.test(pattern.replace(/\\.|\[(?:\\.|[^\]])*\]/g, 'x'));

/** Text, lists and numbers that are sent to us end somewhere. */
function boundComplaints(schema: Schema): string[] {
  if (schema.enum || schema.const !== undefined) return [];
  const types = typesOf(schema);
  const complaints: string[] = [];
  if (types.includes('string') && !hasEnd(schema)) complaints.push('is a text without a maxLength');
  if (types.includes('array') && schema.maxItems === undefined) complaints.push('is a list without maxItems');
  const isNumber = types.includes('number') || types.includes('integer');
  const least = schema.minimum ?? schema.exclusiveMinimum;
  const most = schema.maximum ?? schema.exclusiveMaximum;
  if (isNumber && (least === undefined || most === undefined))
    complaints.push('is a number without minimum or maximum');
  return complaints;
}

/** As data is written outside: `created_at`. */
const SNAKE_CASE = /^[a-z][a-z0-9]*(_[a-z0-9]+)*$/;

function nameComplaints(where: string, { properties = {} }: Schema): string[] {
  return Object.entries(properties).flatMap(([name, schema]) => [
    ...(SNAKE_CASE.test(name) ? [] : [`${where}.${name} is not in snake_case`]),
    ...(name.endsWith('_micro_usd') && !typesOf(schema).includes('integer')
      ? [`${where}.${name} is money and not an integer`]
      : []),
  ]);
}
