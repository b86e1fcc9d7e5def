import Ajv, { type AnySchemaObject } from 'ajv';

/** Problems of a document in a schema's eyes, one readable line each; empty when it fits. */
export type Validate = (document: unknown) => string[];

/** A validator for a draft-07 schema. */
export function validatorFor(schema: AnySchemaObject, formats: Readonly<Record<string, RegExp | true>> = {}): Validate {
  const ajv = new Ajv({ allErrors: true, strict: false, allowUnionTypes: true });
  for (const [name, format] of Object.entries(formats)) ajv.addFormat(name, format);
  // Ajv checks against draft-07 anyway, and knows it by one of its two addresses only.
  const validate = ajv.compile({ ...schema, $schema: undefined });
  return (document) => {
    if (validate(document)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${instancePath || '/'} ${message ?? 'is wrong'} ${JSON.stringify(params)}`,
    );
  };
}
