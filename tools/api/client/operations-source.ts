import { JSON_TYPE, operationsOf, successOf, type ApiDocument, type Operation, type Parameter } from '../document';
import { HEADER } from './schemas-source';
import { fieldsOf, namesIn, note, typeOf } from './type-words';

/** What is written by hand, in `call.ts`. */
const OURS = ['Ask', 'CallOptions', 'KeyedOptions', 'RawBody', 'VersionedOptions'];

/** A method for every operation of the document, by group. */
export function operationsSource(document: ApiDocument): string {
  const operations = operationsOf(document).filter(
    (operation) => operation.path.startsWith('/api/') && successOf(document, operation)?.status !== '101',
  );
  const methods = [...new Set(operations.map(({ tag }) => tag))].map((tag) => {
    const members = operations.filter((operation) => operation.tag === tag);
    const about = document.tags?.find(({ name }) => name === tag)?.description ?? '';
    const each = members.map((operation) => methodOf(document, operation));
    return `${note(about)}${camelCase(tag)}: {\n${each.join(',\n\n')},\n},\n`;
  });
  const queries = operations.flatMap((operation) => queryType(operation));
  const names = namesUsed(document, operations);
  const ours = OURS.filter((name) => name === 'Ask' || methods.some((method) => method.includes(name)));
  return [
    HEADER,
    `import type { ${ours.join(', ')} } from '../call';`,
    `import type { ${names.join(', ')} } from './schemas';\n`,
    ...queries,
    `/** All operations of the API, by group: each asks once it is called. */`,
    `export const operationsBy = (ask: Ask) => ({\n${methods.join('\n')}});\n`,
  ].join('\n');
}

export const camelCase = (words: string): string =>
  words.replace(/[^A-Za-z0-9]+(\w)/g, (_all, letter: string) => letter.toUpperCase());

function namesUsed(document: ApiDocument, operations: readonly Operation[]): string[] {
  const found = new Set<string>();
  for (const operation of operations) {
    namesIn(bodyOf(operation)?.schema, found);
    namesIn(answerOf(document, operation)?.schema, found);
    operation.parameters.forEach(({ schema }) => namesIn(schema, found));
  }
  return [...found].sort();
}

function methodOf(document: ApiDocument, operation: Operation): string {
  const { id, path, method, parameters } = operation;
  const query = parametersIn(operation, 'query');
  const body = bodyOf(operation);
  const answer = answerOf(document, operation);
  const needsQuery = query.some(({ required }) => required === true);
  const given = [
    ...parametersIn(operation, 'path').map(({ name, schema }) => `${camelCase(snake(name))}: ${typeOf(schema ?? {})}`),
    ...(body ? [`body${operation.body?.required === true ? '' : '?'}: ${body.type}`] : []),
    ...(query.length > 0 ? [`query${needsQuery ? '' : '?'}: ${queryName(operation)}`] : []),
    `options?: ${optionsType(parameters)}`,
  ];
  const facts = [
    `method: '${method.toUpperCase()}'`,
    `path: ${pathSource(path)}`,
    ...(query.length > 0 ? ['query'] : []),
    ...(body ? ['body'] : []),
    ...(takesKey(parameters) ? ['takesKey: true'] : []),
    ...(operation.role === 'public' ? ['isPublic: true'] : []),
    ...(answer?.isRaw ? ['isRaw: true'] : []),
  ];
  return `${note(docOf(operation))}${id}: (${given.join(', ')}): Promise<${answer?.type ?? 'void'}> => ask({ ${facts.join(', ')} }, options)`;
}

function docOf({ object: { summary = '' }, role }: Operation): string {
  return `${summary}. ${role === 'public' ? 'Open to everybody.' : `Role: ${role}.`}`;
}

const parametersIn = ({ parameters }: Operation, where: Parameter['in']): Parameter[] =>
  parameters.filter((parameter) => parameter.in === where);

const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** `/api/v1/campaigns/{id}` with what is given for the id, as part of a path. */
function pathSource(path: string): string {
  if (!path.includes('{')) return `'${path}'`;
  const given = (_all: string, name: string): string => `\${encodeURIComponent(${camelCase(snake(name))})}`;
  return `\`${path.replace(/\{([^}]+)\}/g, given)}\``;
}

const takesKey = (parameters: readonly Parameter[]): boolean =>
  parameters.some(({ name }) => name.toLowerCase() === 'idempotency-key');

function optionsType(parameters: readonly Parameter[]): string {
  const isVersioned = parameters.some(({ name }) => name.toLowerCase() === 'if-match');
  if (takesKey(parameters)) return isVersioned ? 'KeyedOptions & VersionedOptions' : 'KeyedOptions';
  return isVersioned ? 'VersionedOptions' : 'CallOptions';
}

interface Content {
  readonly type: string;
  readonly schema: unknown;
  /** Not JSON: given as it comes. */
  readonly isRaw?: boolean;
}

function bodyOf({ body }: Operation): Content | undefined {
  if (!body) return undefined;
  const types = Object.entries(body.content).map(([type, { schema = {} }]): Content => {
    if (type === JSON_TYPE) return { type: typeOf(schema), schema };
    return { type: type === 'multipart/form-data' ? 'FormData' : 'RawBody', schema: undefined };
  });
  return { type: types.map(({ type }) => type).join(' | '), schema: types.map(({ schema }) => schema) };
}

function answerOf(document: ApiDocument, operation: Operation): Content | undefined {
  const { mediaType, schema = {} } = successOf(document, operation) ?? {};
  if (mediaType === undefined) return undefined;
  return mediaType === JSON_TYPE
    ? { type: typeOf(schema), schema }
    : { type: 'Response', schema: undefined, isRaw: true };
}

const queryName = ({ id }: Operation): string => `${id.charAt(0).toUpperCase()}${id.slice(1)}Query`;

function queryType(operation: Operation): string[] {
  const query = parametersIn(operation, 'query');
  if (query.length === 0) return [];
  const properties = Object.fromEntries(
    query.map(({ name, schema = {}, description }) => [name, { ...schema, ...(description && { description }) }]),
  );
  const required = query.filter((parameter) => parameter.required === true).map(({ name }) => name);
  return [`export interface ${queryName(operation)} {\n${fieldsOf(properties, required).join('\n')}\n}\n`];
}
