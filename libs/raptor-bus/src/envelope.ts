import { v7 as uuidv7 } from 'uuid';
import type { CatalogueEntry } from './catalogue';
import { MessageInvalidError } from './bus-errors';
import type { Lane } from './message';

/** Who caused a message. */
export interface Actor {
  readonly type: 'user' | 'api_key' | 'agent' | 'system';
  readonly id: string;
  readonly role?: string;
  readonly membershipVersion?: number;
}

/** What surrounds a payload on its way; filled in by the bus, never by a caller. Times are ISO 8601 unless said. */
export interface Envelope<P = unknown> {
  /** UUIDv7. */
  readonly id: string;
  readonly name: string;
  readonly version: number;
  /** Null for messages about the system itself. */
  readonly workspaceId: string | null;
  readonly actor: Actor;
  readonly correlationId: string;
  readonly causationId: string | null;
  readonly lane: Lane;
  readonly occurredAt: string;
  /** Milliseconds since the epoch after which nobody waits for the result. */
  readonly deadline?: number;
  /** Where the answer to a query is published. */
  readonly replyTo?: string;
  readonly traceparent?: string;
  readonly producer: string;
  readonly payload: P;
}

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

export interface EnvelopeExtras {
  readonly deadline?: number;
  readonly replyTo?: string;
}

export function seal<P>(
  entry: CatalogueEntry,
  payload: P,
  producer: string,
  origin: MessageOrigin,
  extras: EnvelopeExtras = {},
): Envelope<P> {
  const id = uuidv7();
  return {
    id,
    name: entry.name,
    version: entry.version,
    workspaceId: origin.workspaceId,
    actor: origin.actor,
    correlationId: origin.correlationId ?? id,
    causationId: origin.causationId ?? null,
    lane: entry.lane ?? 'normal',
    occurredAt: new Date().toISOString(),
    traceparent: origin.traceparent,
    producer,
    payload,
    ...extras,
  };
}

/** @throws MessageInvalidError when the encoded message is larger than {@link MAX_MESSAGE_BYTES}. */
export function encode(envelope: Envelope): string {
  const text = JSON.stringify(envelope);
  const bytes = Buffer.byteLength(text);
  if (bytes > MAX_MESSAGE_BYTES) {
    throw new MessageInvalidError(envelope.name, [`is ${bytes} bytes, ${MAX_MESSAGE_BYTES} at most: send a reference`]);
  }
  return text;
}

/** @throws MessageInvalidError when the text is not an envelope. */
export function decode(text: string): Envelope {
  // Characters are at most as many as bytes: what is longer was never sealed by a bus.
  if (text.length > MAX_MESSAGE_BYTES) throw new MessageInvalidError('unknown', ['is larger than a message may be']);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new MessageInvalidError('unknown', ['is not JSON']);
  }
  if (!isEnvelope(value)) throw new MessageInvalidError('unknown', ['is not an envelope']);
  return value;
}

function isEnvelope(value: unknown): value is Envelope {
  if (typeof value !== 'object' || value === null) return false;
  const { id, name, version, payload, deadline } = value as Partial<Envelope>;
  return (
    typeof id === 'string' &&
    typeof name === 'string' &&
    typeof version === 'number' &&
    payload !== undefined &&
    (deadline === undefined || typeof deadline === 'number')
  );
}
