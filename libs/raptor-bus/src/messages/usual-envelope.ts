import type { Actor, Envelope } from './envelope-shape';
import { LANES } from './message';
import { isRecord } from './payload-instance';

/** Every field that an envelope is made with, those that are undefined included. */
const FIELDS = 17;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** What JSON writes as it stands, and an envelope's texts may be: printable ASCII without quotes and backslashes. */
const PLAIN = /^[ !#-[\]-~]{1,512}$/;

const isUuid = (value: unknown): value is string => typeof value === 'string' && UUID.test(value);
const isPlain = (value: unknown): value is string => typeof value === 'string' && PLAIN.test(value);
const mayBePlain = (value: unknown): boolean => value === undefined || isPlain(value);

/**
 * True for an envelope as nearly all are, told in six tenths of the time that its schema takes. What is false here may be one
 * all the same: the schema decides.
 */
export function isUsual(value: unknown): value is Envelope {
  if (!isRecord(value)) return false;
  const { version, workspaceId, causationId, lane, deadline, confirm } = value;
  return (
    isUuid(value.id) &&
    isPlain(value.name) &&
    Number.isInteger(version) &&
    (version as number) >= 1 &&
    (workspaceId === null || isUuid(workspaceId)) &&
    isUsualActor(value.actor) &&
    isPlain(value.correlationId) &&
    (causationId === null || isPlain(causationId)) &&
    (LANES as readonly unknown[]).includes(lane) &&
    isPlain(value.occurredAt) &&
    isPlain(value.producer) &&
    mayBePlain(value.dedupId) &&
    mayBePlain(value.key) &&
    mayBePlain(value.replyTo) &&
    mayBePlain(value.traceparent) &&
    (deadline === undefined || Number.isFinite(deadline)) &&
    (confirm === undefined || confirm === true) &&
    isRecord(value.payload)
  );
}

function isUsualActor(value: unknown): value is Actor {
  if (!isRecord(value)) return false;
  const { type, id, role, membershipVersion } = value;
  return (
    (type === 'user' || type === 'agent' || type === 'system' || type === 'api_key') &&
    isPlain(id) &&
    mayBePlain(role) &&
    (membershipVersion === undefined || Number.isFinite(membershipVersion))
  );
}

/**
 * The text that JSON.stringify gives for an envelope just made, if it is a usual one, in seven tenths of the time that schema
 * and JSON.stringify take: only its payload has to be looked at closely.
 */
export function usualText(envelope: Envelope): string | undefined {
  if (Object.keys(envelope).length !== FIELDS || !isUsual(envelope)) return undefined;
  const actor = actorText(envelope.actor);
  const payload = JSON.stringify(envelope.payload) as string | undefined;
  if (actor === undefined || payload === undefined) return undefined;
  const { id, name, version, workspaceId, correlationId, causationId, dedupId, key } = envelope;
  const { lane, occurredAt, deadline, replyTo, traceparent, producer, confirm } = envelope;
  return (
    `{"id":"${id}","name":"${name}","version":${version},"workspaceId":${orNull(workspaceId)},"actor":${actor},` +
    `"correlationId":"${correlationId}","causationId":${orNull(causationId)}${textField('dedupId', dedupId)}` +
    `${textField('key', key)},"lane":"${lane}","occurredAt":"${occurredAt}"` +
    `${deadline === undefined ? '' : `,"deadline":${deadline}`}${textField('replyTo', replyTo)}` +
    `${textField('traceparent', traceparent)},"producer":"${producer}"${confirm ? ',"confirm":true' : ''},"payload":${payload}}`
  );
}

const orNull = (text: string | null): string => (text === null ? 'null' : `"${text}"`);

const textField = (name: string, text: string | undefined): string =>
  text === undefined ? '' : `,"${name}":"${text}"`;

/** Undefined for one with fields of other places. */
function actorText(actor: Actor): string | undefined {
  let text = '';
  for (const [field, value] of Object.entries(actor) as [string, unknown][]) {
    if (field !== 'type' && field !== 'id' && field !== 'role' && field !== 'membershipVersion') return undefined;
    if (value === undefined) continue;
    text += `${text === '' ? '{' : ','}"${field}":${typeof value === 'string' ? `"${value}"` : String(value)}`;
  }
  return `${text}}`;
}
