import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import { operationsOf, responseOf, type ApiDocument, type MediaType, type Schema } from '../document';

/** Words of OpenAPI that JSON Schema takes for notes. */
const NOTES = ['components', 'example', 'xml', 'externalDocs', 'discriminator'];

/** Compiles schemas of a document, with all that they refer to. */
export function compiler(document: ApiDocument): (schema: Schema) => ValidateFunction {
  const ajv = new Ajv2020({ strict: true, strictTypes: false, strictRequired: false, allErrors: true });
  addFormats(ajv);
  ajv.addFormat('binary', true);
  NOTES.forEach((word) => ajv.addKeyword(word));
  ajv.addSchema({ $id: 'api', components: { schemas: document.components.schemas } }, 'api', false, false);
  return (schema) => ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"api#/')) as object);
}

/** Schemas that are none, and examples that do not fit theirs: what people copy first has to work. */
export function exampleComplaints(document: ApiDocument): string[] {
  const compile = compiler(document);
  const components = Object.keys(document.components.schemas ?? {}).flatMap((name) => {
    try {
      compile({ $ref: `#/components/schemas/${name}` });
      return [];
    } catch (error) {
      return [`${name} is no JSON Schema: ${(error as Error).message}`];
    }
  });
  if (components.length > 0) return components;
  return mediaTypesOf(document).flatMap(([where, media]) => complaintsOf(compile, where, media));
}

function mediaTypesOf(document: ApiDocument): [where: string, media: MediaType][] {
  return operationsOf(document).flatMap(({ name, body, object }) => {
    const answers = Object.entries(object.responses).map(([status, response]) => ({
      where: `${name} ${status}`,
      content: responseOf(document, response).content,
    }));
    return [{ where: `${name} body`, content: body?.content }, ...answers].flatMap(({ where, content = {} }) =>
      Object.entries(content).map(([type, media]): [string, MediaType] => [`${where} ${type}`, media]),
    );
  });
}

function complaintsOf(
  compile: (schema: Schema) => ValidateFunction,
  where: string,
  { schema, example, examples }: MediaType,
): string[] {
  const given = [
    ...(example === undefined ? [] : [example]),
    ...Object.values(examples ?? {}).map(({ value }) => value),
  ];
  if (given.length === 0) return [`${where} has no example`];
  const fits = compile(schema ?? {});
  return given.flatMap((value) =>
    fits(value) ? [] : [`${where} has an example that does not fit: ${inWords(fits.errors ?? [])}`],
  );
}

const inWords = (errors: NonNullable<ValidateFunction['errors']>): string =>
  errors.map(({ instancePath, message }) => `${instancePath || 'it'} ${message}`).join('; ');
