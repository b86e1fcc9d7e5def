import Ajv, { type AnySchema } from 'ajv';

/** Problems of a document in a schema's eyes, one readable line each; empty when it fits. */
export type Validate = (document: unknown) => string[];

/** A validator for a draft-07 schema. */
export function validatorFor(schema: AnySchema, formats: Readonly<Record<string, RegExp | true>> = {}): Validate {
  const ajv = new Ajv({ allErrors: true, strict: false, allowUnionTypes: true });
  for (const [name, format] of Object.entries(formats)) ajv.addFormat(name, format);
  const validate = ajv.compile(schema);
  return (document) => {
    if (validate(document)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${instancePath || '/'} ${message ?? 'is wrong'} ${JSON.stringify(params)}`,
    );
  };
}
