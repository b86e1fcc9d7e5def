import { nameIn, typesOf, type Schema } from '../document';

/** A schema as TypeScript says it. */
export function typeOf(schema: Schema): string {
  if (schema.$ref !== undefined) return nameIn(schema.$ref);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return union(schema.enum.map((value) => JSON.stringify(value)));
  const variants = schema.anyOf ?? schema.oneOf;
  if (variants) return union(variants.map(typeOf));
  if (schema.allOf) return schema.allOf.map((part) => inBrackets(typeOf(part))).join(' & ');
  const types = typesOf(schema);
  if (types.length > 0) return union(types.map((type) => ofOneType(type, schema)));
  return schema.properties ? objectType(schema) : 'unknown';
}

/** The names of other schemas in a schema. */
export function namesIn(schema: unknown, found = new Set<string>()): Set<string> {
  if (Array.isArray(schema)) schema.forEach((each) => namesIn(each, found));
  else if (typeof schema === 'object' && schema !== null)
    for (const [key, value] of Object.entries(schema)) {
      if (key === '$ref' && typeof value === 'string') found.add(nameIn(value));
      else if (key !== 'example' && key !== 'examples') namesIn(value, found);
    }
  return found;
}

function ofOneType(type: string, schema: Schema): string {
  switch (type) {
    case 'integer':
    case 'number':
      return 'number';
    case 'array':
      return `${inBrackets(typeOf(schema.items ?? {}))}[]`;
    case 'object':
      return objectType(schema);
    case 'string':
      return schema.format === 'binary' ? 'Blob' : 'string';
    default:
      return type;
  }
}

function objectType({ properties, required = [], additionalProperties }: Schema): string {
  if (properties) return `{ ${fieldsOf(properties, required).join(' ')} }`;
  const values = typeof additionalProperties === 'object' ? typeOf(additionalProperties) : 'unknown';
  return `Record<string, ${values}>`;
}

/** The fields of an object, each with what is known of it. */
export const fieldsOf = (properties: Readonly<Record<string, Schema>>, required: readonly string[]): string[] =>
  Object.entries(properties).map(
    ([name, schema]) => `${note(noteOn(schema))}${key(name)}${required.includes(name) ? '' : '?'}: ${typeOf(schema)};`,
  );

const key = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name));

/** A docblock, or nothing. */
export const note = (text: string): string => (text ? `/** ${text.replaceAll('*/', '*\\/')} */\n` : '');

/** What a type cannot say. */
export function noteOn(schema: Schema): string {
  const { description, format, maxLength, maxItems, minimum, maximum } = schema;
  const whole = typesOf(schema).includes('integer') ? 'a whole number' : '';
  const said = [
    description?.trim().replace(/\s+/g, ' ').replace(/\.$/, ''),
    format && format !== 'binary' ? format : whole,
    ...(maxLength === undefined ? [] : [`at most ${maxLength} characters`]),
    ...(maxItems === undefined ? [] : [`at most ${maxItems}`]),
    ...(minimum === undefined && maximum === undefined ? [] : [`${minimum ?? ''}..${maximum ?? ''}`]),
  ];
  return said.filter(Boolean).join('; ');
}

const union = (types: readonly string[]): string => [...new Set(types)].join(' | ') || 'never';

const inBrackets = (type: string): string => (/[|&]/.test(type) && !type.startsWith('{') ? `(${type})` : type);
