import type { OpenAPIObject } from '@nestjs/swagger';

type Components = NonNullable<OpenAPIObject['components']>;
type Content<Referable> = Exclude<Referable, { $ref: string }>;

/** Parts of a description, by the names that OpenAPI has for them. */
export type Description = OpenAPIObject;
export type Schema = Content<NonNullable<Components['schemas']>[string]>;
export type SchemaOrRef = NonNullable<Components['schemas']>[string];
export type PathItem = OpenAPIObject['paths'][string];
export type Operation = NonNullable<PathItem['get']> & { 'x-role'?: string; 'x-scope'?: string };
export type Answer = Content<NonNullable<Components['responses']>[string]>;
export type MediaType = NonNullable<Answer['content']>[string];
export type Header = NonNullable<Components['headers']>[string];

export const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
export type Method = (typeof METHODS)[number];

export const isRef = (value: object): value is { $ref: string } => '$ref' in value;

/** Every operation of a description. */
export function eachOperation(description: Description, visit: (operation: Operation, method: Method) => void): void {
  for (const item of Object.values(description.paths))
    for (const method of METHODS) {
      const operation = item[method];
      if (operation) visit(operation, method);
    }
}

/** The schema itself, where another one is meant by name. */
export function schemaOf(description: Description, schema: SchemaOrRef): Schema {
  if (!isRef(schema)) return schema;
  const found = description.components?.schemas?.[schema.$ref.slice(schema.$ref.lastIndexOf('/') + 1)];
  if (!found) throw new Error(`There is no ${schema.$ref}`);
  return schemaOf(description, found);
}
