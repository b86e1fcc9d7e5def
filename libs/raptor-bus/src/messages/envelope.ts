import Ajv from 'ajv';
import { MessageInvalidError } from '../bus-errors';
import { isAmbiguous } from './ambiguity';
import type { CatalogueEntry } from './catalogue';
import type { Actor, Envelope } from './envelope-shape';
import { LANES } from './message';
import { newMessageId } from './message-id';
import { isDeeperThan } from './nesting';
import { isoNow } from './now';
import { isUsual, usualText } from './usual-envelope';

export type { Actor, Envelope } from './envelope-shape';

/** What the sender's surroundings know about a message: taken from the request or message being handled. */
export interface MessageOrigin {
  readonly workspaceId: string | null;
  readonly actor: Actor;
  readonly correlationId?: string;
  readonly causationId?: string;
  readonly traceparent?: string;
}

/** Largest encoded message, in bytes; bigger content goes to the object store and travels as a reference. */
export const MAX_MESSAGE_BYTES = 256 * 1024;

/** Deepest nesting of objects and arrays in a message. */
export const MAX_NESTING = 32;

/** What a sender may say of a message beside its payload. */
export interface EnvelopeExtras {
  readonly dedupId?: string;
  readonly key?: string;
  readonly deadline?: number;
  readonly replyTo?: string;
  readonly confirm?: true;
}

/** Surrounds a payload that is known to fit its class. */
export function enclose<P>(
  entry: CatalogueEntry,
  payload: P,
  producer: string,
  origin: MessageOrigin,
  extras: EnvelopeExtras = {},
): Envelope<P> {
  const id = newMessageId();
  return {
    id,
    name: entry.name,
    version: entry.version,
    workspaceId: origin.workspaceId,
    actor: origin.actor,
    correlationId: origin.correlationId ?? id,
    causationId: origin.causationId ?? null,
    dedupId: extras.dedupId,
    key: extras.key,
    lane: entry.lane,
    occurredAt: isoNow(),
    deadline: extras.deadline,
    replyTo: extras.replyTo,
    traceparent: origin.traceparent,
    producer,
    confirm: extras.confirm,
    payload,
  };
}

/** @throws MessageInvalidError when the encoded message is larger than {@link MAX_MESSAGE_BYTES} or too deep. */
export function encode(envelope: Envelope): string {
  const text = usualText(envelope) ?? textOf(envelope);
  refuseProto(envelope.name, text);
  // A character takes at most three bytes in UTF-8.
  const bytes = text.length * 3 > MAX_MESSAGE_BYTES ? Buffer.byteLength(text) : 0;
  if (bytes > MAX_MESSAGE_BYTES) {
    throw new MessageInvalidError(envelope.name, [`is ${bytes} bytes, ${MAX_MESSAGE_BYTES} at most: send a reference`]);
  }
  if (isDeeperThan(MAX_NESTING, text)) {
    throw new MessageInvalidError(envelope.name, [`is nested deeper than ${MAX_NESTING} levels: flatten it`]);
  }
  return text;
}

function textOf(envelope: Envelope): string {
  if (isEnvelope(envelope)) return JSON.stringify(envelope);
  throw new MessageInvalidError((envelope as Envelope).name, [`cannot be sent: ${problems()}`]);
}

/** @throws MessageInvalidError when the text is not an envelope. */
export function decode(text: string): Envelope {
  // Characters are at most as many as bytes: what is longer was never sealed by a bus.
  if (text.length > MAX_MESSAGE_BYTES) throw new MessageInvalidError('unknown', ['is larger than a message may be']);
  if (isDeeperThan(MAX_NESTING, text)) {
    throw new MessageInvalidError('unknown', ['is nested deeper than a message may be']);
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new MessageInvalidError('unknown', ['is not JSON']);
  }
  if (!isUsual(value) && !isEnvelope(value))
    throw new MessageInvalidError('unknown', [`is not an envelope: ${problems()}`]);
  if (isAmbiguous(value, text)) throw new MessageInvalidError(value.name, ['has a field that is given twice']);
  refuseProto(value.name, text);
  return value;
}

/** Harmless as it comes out of JSON.parse, and not any more once somebody merges it. */
function refuseProto(name: string, text: string): void {
  // What stands in almost no text is quickly not found; a quotation mark is found a hundred times.
  if (text.includes('__proto__') && text.includes('"__proto__":'))
    throw new MessageInvalidError(name, ['has a field called __proto__']);
}

const text = { type: 'string', minLength: 1, maxLength: 512 };
const uuid = { type: 'string', pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$' };

const isEnvelope = new Ajv({ allowUnionTypes: true }).compile<Envelope>({
  type: 'object',
  required: [
    'id',
    'name',
    'version',
    'workspaceId',
    'actor',
    'correlationId',
    'causationId',
    'lane',
    'occurredAt',
    'producer',
    'payload',
  ],
  properties: {
    id: uuid,
    name: text,
    version: { type: 'integer', minimum: 1 },
    workspaceId: { anyOf: [uuid, { type: 'null' }] },
    actor: {
      type: 'object',
      required: ['type', 'id'],
      properties: {
        type: { enum: ['user', 'api_key', 'agent', 'system'] },
        id: text,
        role: text,
        membershipVersion: { type: 'number' },
      },
    },
    correlationId: text,
    causationId: { type: ['string', 'null'], maxLength: 512 },
    dedupId: text,
    key: text,
    lane: { enum: LANES },
    occurredAt: text,
    deadline: { type: 'number' },
    replyTo: text,
    traceparent: text,
    producer: text,
    confirm: { const: true },
    payload: { type: 'object' },
  },
});

const problems = (): string =>
  (isEnvelope.errors ?? []).map(({ instancePath, message }) => `${instancePath.slice(1)} ${message}`.trim()).join(', ');
