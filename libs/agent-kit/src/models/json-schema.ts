/** A JSON Schema as zod writes it (draft 2020-12), before it is known what is in it. */
export type JsonSchema = Readonly<Record<string, unknown>>;

export const isSchema = (value: unknown): value is JsonSchema =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const schemasIn = (value: unknown): JsonSchema[] => (Array.isArray(value) ? value.filter(isSchema) : []);

/** The members of a union, whichever word it is written with. */
export const variantsOf = ({ anyOf, oneOf }: JsonSchema): JsonSchema[] => schemasIn(anyOf ?? oneOf);

export const propertiesOf = ({ properties }: JsonSchema): [string, JsonSchema][] =>
  isSchema(properties)
    ? Object.entries(properties).filter((entry): entry is [string, JsonSchema] => isSchema(entry[1]))
    : [];

export const typesOf = ({ type }: JsonSchema): string[] => [type].flat().filter((one) => typeof one === 'string');

/** The same with each list of types (`["string", "null"]`) written as a union, which is what vendors understand. */
export function withoutTypeLists(schema: JsonSchema): JsonSchema {
  const { type, description, ...rest } = mapParts(schema, withoutTypeLists);
  if (!Array.isArray(type))
    return { ...(type !== undefined && { type }), ...(description !== undefined && { description }), ...rest };
  return {
    ...(description !== undefined && { description }),
    anyOf: type.map((one: unknown) => ({ type: one, ...rest })),
  };
}

const mapParts = (schema: JsonSchema, change: (part: JsonSchema) => JsonSchema): Record<string, unknown> => {
  const changed = (value: unknown): unknown => (isSchema(value) ? change(value) : value);
  const each = (value: unknown): unknown =>
    isSchema(value) ? Object.fromEntries(Object.entries(value).map(([key, part]) => [key, changed(part)])) : value;
  return Object.fromEntries(
    Object.entries(schema).map(([key, value]) => {
      if (key === 'properties' || key === '$defs') return [key, each(value)];
      if (key === 'items' || key === 'additionalProperties') return [key, changed(value)];
      return [key, (key === 'anyOf' || key === 'oneOf') && Array.isArray(value) ? value.map(changed) : value];
    }),
  );
};

/** Where a `$ref` leads; undefined for what leads nowhere. */
export function resolve(schema: JsonSchema, root: JsonSchema): JsonSchema | undefined {
  if (typeof schema.$ref !== 'string') return schema;
  let target: unknown = root;
  for (const part of schema.$ref.split('/').slice(1)) target = isSchema(target) ? target[part] : undefined;
  return isSchema(target) ? target : undefined;
}

/**
 * Whether structured output of both vendors can say all of it. It cannot say objects with keys of any name, tuples,
 * values of any kind, and schemas that contain themselves: such a schema goes into the prompt instead.
 */
export function isClosed(schema: JsonSchema, root: JsonSchema = schema, above: readonly JsonSchema[] = []): boolean {
  const found = resolve(schema, root);
  if (!found || above.includes(found)) return false;
  const path = [...above, found];
  const all = (parts: readonly JsonSchema[]): boolean => parts.every((part) => isClosed(part, root, path));
  if (found.allOf !== undefined || found.prefixItems !== undefined || found.patternProperties !== undefined)
    return false;
  const variants = variantsOf(found);
  if (variants.length > 0) return all(variants);
  if (found.enum !== undefined || found.const !== undefined) return true;
  const types = typesOf(found);
  if (types.includes('object')) {
    const properties = propertiesOf(found).map(([, property]) => property);
    return properties.length > 0 && !isSchema(found.additionalProperties) && all(properties);
  }
  if (types.includes('array')) return isSchema(found.items) && isClosed(found.items, root, path);
  return types.length > 0;
}

/** The schema in words, for a model that cannot be bound to it. */
export const schemaInWords = (schema: JsonSchema): string =>
  `Answer with one JSON value and nothing else. It must fit this JSON Schema:\n${JSON.stringify(schema)}`;
