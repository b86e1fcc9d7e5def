import { ROLES } from '@raptor/contracts';
import { operationsOf, responseOf, type ApiDocument, type MediaType, type Operation, type Parameter } from './document';
import { schemaChanges, type Place } from './schema-changes';

/**
 * What programs written for the description `before` trip over with `after`, a sentence each. Nothing: every such program goes on as it is.
 * Additions are none (operations, optional fields, fields of answers, problems), nor are other words.
 */
export function breakingChanges(before: ApiDocument, after: ApiDocument): string[] {
  const now = new Map(operationsOf(after).map((operation) => [operation.name, operation]));
  return operationsOf(before).flatMap((old) => {
    const operation = now.get(old.name);
    return operation ? operationChanges({ before, after }, old, operation) : [`${old.name} is gone`];
  });
}

type Documents = Pick<Place, 'before' | 'after'>;

function operationChanges(documents: Documents, old: Operation, now: Operation): string[] {
  const changes: string[] = [];
  if (old.id !== now.id) changes.push(`${old.name} was called ${old.id}, is called ${now.id}`);
  if (old.tag !== now.tag) changes.push(`${old.name} was in the group ${old.tag}, is in ${now.tag}`);
  if (rank(now.role) > rank(old.role)) changes.push(`${old.name} was open to ${old.role}, needs ${now.role}`);
  if (now.scope !== old.scope && now.scope !== undefined)
    changes.push(`${old.name} had the scope ${old.scope ?? 'none'}, has ${now.scope}`);
  return [
    ...changes,
    ...parameterChanges(documents, old, now),
    ...bodyChanges(documents, old, now),
    ...answerChanges(documents, old, now),
  ];
}

/** How much one must be to call it. */
const rank = (role: string | undefined): number => ROLES.findIndex((known) => known === role);

function parameterChanges(documents: Documents, old: Operation, now: Operation): string[] {
  const [were, are] = [byPlace(old.parameters), byPlace(now.parameters)];
  const gone = [...were.keys()].filter((key) => !are.has(key)).map((key) => `${old.name} has no ${key} any more`);
  const changed = [...are].flatMap(([key, parameter]) => {
    const before = were.get(key);
    const where = `${old.name} ${key}`;
    const isNewlyRequired = parameter.required === true && before?.required !== true;
    const needed = isNewlyRequired ? [`${where} is required now`] : [];
    const place: Place = { ...documents, where, direction: 'asked' };
    return before ? [...needed, ...schemaChanges(place, before.schema ?? {}, parameter.schema ?? {})] : needed;
  });
  return [...gone, ...changed];
}

const byPlace = (parameters: readonly Parameter[]): Map<string, Parameter> =>
  new Map(parameters.map((parameter) => [`${parameter.in} ${nameOf(parameter)}`, parameter]));

const nameOf = (parameter: Parameter): string =>
  parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name;

function bodyChanges(documents: Documents, old: Operation, now: Operation): string[] {
  const where = `${old.name} body`;
  if (!old.body) return now.body?.required === true ? [`${where} is required now`] : [];
  if (!now.body) return [`${where} is gone`];
  const needed = now.body.required === true && old.body.required !== true ? [`${where} is required now`] : [];
  const place: Place = { ...documents, where, direction: 'asked' };
  return [...needed, ...contentChanges(place, old.body.content, now.body.content)];
}

function answerChanges(documents: Documents, old: Operation, now: Operation): string[] {
  return Object.entries(old.object.responses).flatMap(([status, response]) => {
    if (!status.startsWith('2')) return [];
    const where = `${old.name} ${status}`;
    const other = now.object.responses[status];
    if (!other) return [`${where} is gone`];
    const place: Place = { ...documents, where, direction: 'answered' };
    const before = responseOf(documents.before, response).content ?? {};
    const after = responseOf(documents.after, other).content ?? {};
    return contentChanges(place, before, after);
  });
}

type Content = Readonly<Record<string, MediaType>>;

function contentChanges(place: Place, before: Content, after: Content): string[] {
  return Object.entries(before).flatMap(([type, { schema = {} }]) => {
    const other = after[type];
    return other ? schemaChanges(place, schema, other.schema ?? {}) : [`${place.where} is not ${type} any more`];
  });
}
