import { readFileSync } from 'node:fs';
import ts from 'typescript';

type JsonSchema = Record<string, unknown>;

/** What may be written to Cloud Run; everything else of the API is reached from these. */
const ROOTS = ['Service', 'WorkerPool', 'Job'];

/** A field that its own description rules out is left out, so that a manifest with it fails. */
const RULED_OUT =
  /^(Not supported by Cloud Run|Output only|\[Deprecated\]|The read-only|Communicates|This field should not)/;

/**
 * JSON schema (draft-07) of the manifests of Cloud Run's v1 API, from the type declarations that Google publishes with its client
 * (`v1.ts` of the npm package @googleapis/run, made from the API's discovery document). Objects are closed: an unknown field fails.
 * `annotations` says, by kind of resource, which annotation keys the API accepts.
 */
export function schemaFromGoogleTypes(source: string): JsonSchema {
  const interfaces = new Map<string, ts.InterfaceDeclaration>();
  const file = ts.createSourceFile('v1.ts', source, ts.ScriptTarget.Latest, true);
  const visit = (node: ts.Node): void => {
    if (ts.isInterfaceDeclaration(node) && node.name.text.startsWith('Schema$'))
      interfaces.set(nameOf(node.name), node);
    ts.forEachChild(node, visit);
  };
  visit(file);

  const definitions: Record<string, JsonSchema> = {};
  const queue = [...ROOTS];
  for (let name = queue.shift(); name !== undefined; name = queue.shift()) {
    if (definitions[name]) continue;
    const declaration = interfaces.get(name);
    if (!declaration) throw new Error(`The types declare no Schema$${name}. Is this v1.ts of @googleapis/run?`);
    definitions[name] = objectSchema(declaration, queue);
  }
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    properties: { kind: { enum: ROOTS } },
    required: ['kind'],
    // By kind, so that what is reported is about the resource that was meant.
    allOf: ROOTS.map((kind) => ({
      if: { properties: { kind: { const: kind } } },
      then: { $ref: `#/definitions/${kind}` },
    })),
    definitions,
    annotations: acceptedAnnotations(interfaces.get('ObjectMeta')),
  };
}

function objectSchema(declaration: ts.InterfaceDeclaration, queue: string[]): JsonSchema {
  const properties: Record<string, JsonSchema> = {};
  for (const member of declaration.members) {
    if (!ts.isPropertySignature(member) || !member.type || RULED_OUT.test(descriptionOf(member))) continue;
    properties[member.name.getText()] = typeSchema(member.type, queue);
  }
  return { type: 'object', additionalProperties: false, properties };
}

function typeSchema(type: ts.TypeNode, queue: string[]): JsonSchema {
  if (ts.isUnionTypeNode(type)) {
    const [only] = type.types.filter((part) => part.getText() !== 'null');
    if (only) return typeSchema(only, queue);
  }
  if (ts.isArrayTypeNode(type)) return { type: 'array', items: typeSchema(type.elementType, queue) };
  if (ts.isTypeLiteralNode(type)) return { type: 'object', additionalProperties: { type: 'string' } };
  if (ts.isTypeReferenceNode(type)) {
    const name = nameOf(type.typeName);
    queue.push(name);
    return { $ref: `#/definitions/${name}` };
  }
  const simple = type.getText();
  if (simple === 'string' || simple === 'boolean') return { type: simple };
  if (simple === 'number') return { type: 'integer' };
  throw new Error(`The types use ${simple}, which has no counterpart here yet.`);
}

const nameOf = (node: ts.Node): string => node.getText().replace(/^Schema\$/, '');

/** The text of a declaration's comment. */
const descriptionOf = (node: ts.Node): string =>
  ts
    .getJSDocCommentsAndTags(node)
    .map(({ comment }) => (typeof comment === 'string' ? comment : ''))
    .join(' ');

/** From the sentence list in the description of `ObjectMeta.annotations`: "* `key`: Service, Revision." */
function acceptedAnnotations(objectMeta: ts.InterfaceDeclaration | undefined): Record<string, string[]> {
  const member = objectMeta?.members.find((candidate) => candidate.name?.getText() === 'annotations');
  const accepted: Record<string, string[]> = {};
  if (!member) return accepted;
  for (const [, key = '', kinds = ''] of descriptionOf(member).matchAll(/`([\w./-]+)`: ([A-Z][A-Za-z, ]+)/g))
    for (const kind of kinds
      .split(',')
      .map((part) => part.trim())
      .filter(Boolean))
      (accepted[kind] ??= []).push(key);
  return accepted;
}

if (require.main === module) {
  const path = process.argv[2];
  if (path) console.log(JSON.stringify(schemaFromGoogleTypes(readFileSync(path, 'utf8')), null, 2));
  else
    console.error('Name the file: node -r @swc-node/register tools/deploy/schemas/from-google-types.ts <v1.ts> > ...');
}
