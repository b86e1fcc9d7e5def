/** A JSON Schema as OpenAPI 3.1 has it: the words that our description uses. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly description?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly example?: unknown;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly allOf?: readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly uniqueItems?: boolean;
  readonly maxProperties?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly multipleOf?: number;
  readonly nullable?: unknown;
}

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required?: boolean;
  readonly description?: string;
  readonly schema?: Schema;
}

export interface MediaType {
  readonly schema?: Schema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value?: unknown }>>;
}

export interface ResponseObject {
  readonly $ref?: string;
  readonly description?: string;
  readonly headers?: Readonly<Record<string, unknown>>;
  readonly content?: Readonly<Record<string, MediaType>>;
}

export interface RequestBody {
  readonly required?: boolean;
  readonly content: Readonly<Record<string, MediaType>>;
}

export interface OperationObject {
  readonly operationId?: string;
  readonly summary?: string;
  readonly description?: string;
  readonly tags?: readonly string[];
  readonly parameters?: readonly Parameter[];
  readonly requestBody?: RequestBody;
  readonly responses: Readonly<Record<string, ResponseObject>>;
  readonly security?: readonly Readonly<Record<string, readonly string[]>>[];
  readonly 'x-role'?: string;
  readonly 'x-scope'?: string;
}

/** The description of an HTTP API, as far as our tools look at it. */
export interface ApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string };
  readonly tags?: readonly { readonly name: string; readonly description?: string }[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, OperationObject>>>>;
  readonly components: {
    readonly schemas?: Readonly<Record<string, Schema>>;
    readonly responses?: Readonly<Record<string, ResponseObject>>;
    readonly securitySchemes?: Readonly<Record<string, unknown>>;
  };
}

export const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
export type Method = (typeof METHODS)[number];

/** One operation, with what its parts are called by those who look at all of them. */
export interface Operation {
  /** `GET /api/v1/campaigns/{id}` */
  readonly name: string;
  readonly id: string;
  readonly method: Method;
  readonly path: string;
  readonly tag: string;
  /** `public`, or the role it needs; undefined when it does not say. */
  readonly role: string | undefined;
  readonly scope: string | undefined;
  readonly parameters: readonly Parameter[];
  readonly body: RequestBody | undefined;
  readonly object: OperationObject;
}

/** All operations, in the order of the document. */
export function operationsOf(document: ApiDocument): Operation[] {
  return Object.entries(document.paths).flatMap(([path, methods]) =>
    METHODS.flatMap((method) => {
      const object = methods[method];
      return object ? [operationOf(method, path, object)] : [];
    }),
  );
}

function operationOf(method: Method, path: string, object: OperationObject): Operation {
  return {
    name: `${method.toUpperCase()} ${path}`,
    id: object.operationId ?? '',
    method,
    path,
    tag: object.tags?.[0] ?? '',
    role: object['x-role'],
    scope: object['x-scope'],
    parameters: object.parameters ?? [],
    body: object.requestBody,
    object,
  };
}

/** Names that nobody but the document itself gives out. */
const SCHEMAS = '#/components/schemas/';
const RESPONSES = '#/components/responses/';

export const nameIn = (ref: string): string => ref.slice(ref.lastIndexOf('/') + 1);

/** @throws Error for a reference to nothing. */
export function resolved(document: ApiDocument, schema: Schema): Schema {
  if (schema.$ref === undefined) return schema;
  const found = schema.$ref.startsWith(SCHEMAS) ? document.components.schemas?.[nameIn(schema.$ref)] : undefined;
  if (!found) throw new Error(`There is no ${schema.$ref}`);
  return resolved(document, found);
}

/** @throws Error for a reference to nothing. */
export function responseOf(document: ApiDocument, response: ResponseObject): ResponseObject {
  if (response.$ref === undefined) return response;
  const found = response.$ref.startsWith(RESPONSES)
    ? document.components.responses?.[nameIn(response.$ref)]
    : undefined;
  if (!found) throw new Error(`There is no ${response.$ref}`);
  return found;
}

export const JSON_TYPE = 'application/json';
export const PROBLEM_TYPE = 'application/problem+json';

/** What the body of a request is, when it is JSON. */
export const jsonBodyOf = ({ body }: Operation): Schema | undefined => body?.content[JSON_TYPE]?.schema;

/** The answer of success: its status (101 for what becomes another protocol), and the media type that it has. */
export interface SuccessAnswer {
  readonly status: string;
  readonly mediaType: string | undefined;
  readonly schema: Schema | undefined;
}

export function successOf(document: ApiDocument, { object }: Operation): SuccessAnswer | undefined {
  const found = Object.entries(object.responses).find(([status]) => /^(2\d\d|101)$/.test(status));
  if (!found) return undefined;
  const content = responseOf(document, found[1]).content ?? {};
  const mediaType = JSON_TYPE in content ? JSON_TYPE : Object.keys(content)[0];
  return { status: found[0], mediaType, schema: mediaType === undefined ? undefined : content[mediaType]?.schema };
}

/** The types that a schema allows; empty when it does not say. */
export const typesOf = ({ type }: Schema): readonly string[] =>
  type === undefined ? [] : typeof type === 'string' ? [type] : type;
