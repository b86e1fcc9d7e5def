import { type JsonSchema, isSchema, propertiesOf, resolve, typesOf, variantsOf } from './json-schema';

/** Kept as they are; all others say more than Gemini understands. */
const KEPT = ['title', 'description', 'format', 'minItems', 'maxItems', 'minLength', 'maxLength', 'pattern'] as const;
const FORMATS = new Set(['date-time', 'enum', 'int32', 'int64', 'float', 'double']);
/** Bounds beyond that are zod's way of writing "an integer". */
const FARTHEST_BOUND = 2 ** 53 - 1;

/**
 * What Gemini's `responseSchema` accepts: a subset of OpenAPI 3.0 without references, constants and unions of types
 * (ai.google.dev/api/caching#Schema). Only for closed schemas ({@link isClosed}). Whatever is lost here is judged afterwards, when the
 * whole schema is.
 */
export function geminiSchema(schema: JsonSchema, root: JsonSchema = schema): Record<string, unknown> {
  const found = resolve(schema, root) ?? {};
  const variants = variantsOf(found);
  if (variants.length > 0) return unionOf(variants, found, root);
  const types = typesOf(found);
  const [type] = types.filter((one) => one !== 'null');
  const reduced: Record<string, unknown> = Object.fromEntries(
    KEPT.filter((key) => found[key] !== undefined).map((key) => [key, found[key]]),
  );
  if (!FORMATS.has(String(reduced.format))) delete reduced.format;
  if (types.includes('null')) reduced.nullable = true;
  const allowed = found.const === undefined ? found.enum : [found.const];
  if (Array.isArray(allowed)) return { ...reduced, ...enumerated(allowed, type) };
  return { ...reduced, type, ...boundsOf(found), ...partsOf(found, type, root) };
}

function unionOf(variants: readonly JsonSchema[], found: JsonSchema, root: JsonSchema): Record<string, unknown> {
  const isNull = (variant: JsonSchema): boolean => variant.type === 'null';
  const rest = variants.filter((variant) => !isNull(variant)).map((variant) => geminiSchema(variant, root));
  const [only] = rest;
  return {
    ...(rest.length === 1 ? only : { anyOf: rest }),
    ...(typeof found.description === 'string' && { description: found.description }),
    ...(rest.length < variants.length && { nullable: true }),
  };
}

/** Only texts can be enumerated. */
function enumerated(allowed: readonly unknown[], type: string | undefined): Record<string, unknown> {
  if (allowed.every((value) => typeof value === 'string')) return { type: 'string', enum: allowed };
  const kind = type ?? { number: 'number', boolean: 'boolean' }[typeof allowed[0] as 'number' | 'boolean'] ?? 'string';
  return { type: kind, description: `One of ${JSON.stringify(allowed)}` };
}

const boundsOf = (found: JsonSchema): Record<string, unknown> =>
  Object.fromEntries(
    (['minimum', 'maximum'] as const)
      .filter((key) => typeof found[key] === 'number' && Math.abs(found[key]) < FARTHEST_BOUND)
      .map((key) => [key, found[key]]),
  );

function partsOf(found: JsonSchema, type: string | undefined, root: JsonSchema): Record<string, unknown> {
  if (type === 'array' && isSchema(found.items)) return { items: geminiSchema(found.items, root) };
  if (type !== 'object') return {};
  const properties = propertiesOf(found).map(([name, property]) => [name, geminiSchema(property, root)] as const);
  return {
    properties: Object.fromEntries(properties),
    ...(Array.isArray(found.required) && { required: found.required }),
    // Without it, fields come in the order of the alphabet: reasons after what they are reasons for.
    propertyOrdering: properties.map(([name]) => name),
  };
}
