import { ROLES } from '@raptor/contracts';
import {
  PROBLEM_TYPE,
  operationsOf,
  resolved,
  responseOf,
  successOf,
  typesOf,
  type ApiDocument,
  type Operation,
  type Schema,
} from '../document';

type Rule = (operation: Operation, document: ApiDocument) => readonly string[];

const when = (isWrong: boolean, complaint: string): readonly string[] => (isWrong ? [complaint] : []);

/** Each says what is wrong with one operation. */
const RULES: readonly Rule[] = [
  ({ id }) => when(!/^[a-z][a-zA-Z0-9]*$/.test(id), `has the operationId "${id}": it is the name of a method`),
  ({ object: { summary = '' } }) =>
    when(!/^[A-Z].{2,98}[^.]$/.test(summary), `has the summary "${summary}": a few words, no full stop`),
  ({ object: { tags = [] } }, document) =>
    when(
      tags.length !== 1 || !document.tags?.some(({ name, description }) => name === tags[0] && description),
      `has the tags "${tags.join(', ')}": one, of those that the document describes`,
    ),
  ({ role }) => when(!isKnown(role), `has the x-role ${role}: say who may call it`),
  ({ role, object: { security = [] } }) =>
    when((role === 'public') !== (security.length === 0), 'needs a bearer token when it is not public, and only then'),
  successIsDescribed,
  listsArePages,
  problemsAreListed,
  pathIsDescribed,
  (operation) =>
    when(
      operation.parameters.some((parameter) => !parameter.schema),
      'has a parameter without a schema',
    ),
  ({ method, body }) => when(body !== undefined && (method === 'get' || method === 'delete'), 'reads a body'),
];

/** What is wrong with the operations of a document, a sentence each. */
export function operationComplaints(document: ApiDocument): string[] {
  const operations = operationsOf(document);
  const ids = operations.map(({ id }) => id);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `Two operations are called ${id}`);
  const each = operations.flatMap((operation) =>
    RULES.flatMap((rule) => rule(operation, document)).map((complaint) => `${operation.name} ${complaint}`),
  );
  return [...twice, ...each];
}

const isKnown = (role: string | undefined): boolean => role === 'public' || ROLES.some((known) => known === role);

function successIsDescribed(operation: Operation, document: ApiDocument): readonly string[] {
  const success = successOf(document, operation);
  if (!success) return ['has no answer of success'];
  if (success.status === '204' || success.status === '101')
    return when(success.mediaType !== undefined, `answers ${success.status} with something`);
  return when(!success.schema, `answers ${success.status} without a schema`);
}

/** `{ items, next_cursor }`, asked for with `limit` and `cursor`. */
function listsArePages(operation: Operation, document: ApiDocument): readonly string[] {
  const { schema } = successOf(document, operation) ?? {};
  if (!schema) return [];
  const { properties = {}, ...whole } = resolved(document, schema);
  if (typesOf(whole).includes('array')) return ['answers an array: a list is {items, next_cursor}'];
  if (!operation.id.startsWith('list') && !isPage(properties)) return [];
  const missing = ['limit', 'cursor'].filter((name) => !operation.parameters.some((given) => given.name === name));
  return [
    ...when(!isPage(properties), 'is a list and does not answer {items, next_cursor}'),
    ...when(missing.length > 0, `is a list and does not take ${missing.join(', ')}`),
  ];
}

const isPage = (properties: Readonly<Record<string, Schema>>): boolean =>
  properties['items'] !== undefined && properties['next_cursor'] !== undefined;

function problemsAreListed({ role, path, body, object }: Operation, document: ApiDocument): readonly string[] {
  const problems = Object.entries(object.responses).filter(([status]) => /^[45]/.test(status));
  const listed = problems.map(([status]) => status);
  const expected = [
    ...(isOfTheApi(path) ? ['400', '422', '429', '503'] : []),
    ...(role === 'public' ? [] : ['401', '403']),
    ...(body ? ['413', '415'] : []),
    ...(path.includes('{') ? ['404'] : []),
  ];
  const missing = expected.filter((status) => !listed.includes(status));
  const other = problems.flatMap(([status, response]) =>
    responseOf(document, response).content?.[PROBLEM_TYPE]?.schema?.$ref === '#/components/schemas/Problem' ||
    !isOfTheApi(path)
      ? []
      : [status],
  );
  return [
    ...when(missing.length > 0, `does not list the problems ${missing.join(', ')}`),
    ...when(other.length > 0, `answers ${other.join(', ')} with something that is no Problem`),
  ];
}

/** All but those for machines that watch the process. */
const isOfTheApi = (path: string): boolean => path.startsWith('/api/');

function pathIsDescribed({ path, parameters }: Operation): readonly string[] {
  const named = [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
  const described = parameters.filter((parameter) => parameter.in === 'path');
  const names = described.map(({ name }) => name);
  const isSame = named.length === names.length && named.every((name) => name !== undefined && names.includes(name));
  return [
    ...when(!isSame, `describes the parts ${names.join(', ')} of its path`),
    ...when(
      described.some(({ required }) => required !== true),
      'has a part of its path that may be missing',
    ),
  ];
}
