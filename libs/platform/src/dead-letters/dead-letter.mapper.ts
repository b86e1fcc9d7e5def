import type {
  DeadLetterDetailResponse,
  DeadLetterEvent,
  DeadLetterFailure,
  DeadLetterResponse,
  ServiceKey,
} from '@raptor/contracts';
import type { Envelope, Letter, LetterEvent, LetterSummary } from '@raptor/raptor-bus';
import { isSecret } from '../logging/redaction';

/** Larger payloads are not shown: an answer travels in one message, and that has 256 KiB. In bytes of JSON. */
const MOST_PAYLOAD_BYTES = 80_000;
const MESSAGE_CHARACTERS = 2_000;

export const deadLetterResponse = (service: ServiceKey, letter: LetterSummary): DeadLetterResponse => ({
  id: letter.id,
  service,
  event_id: letter.eventId,
  name: letter.name,
  channel: letter.channel,
  reason: letter.reason,
  failure: failureOf(letter.failure),
  attempts: letter.attempts,
  state: letter.state,
  is_edited: letter.isEdited,
  created_at: letter.createdAt.toISOString(),
  closed_at: letter.closedAt?.toISOString() ?? null,
});

/** @param came the message as it came, and @param edited as it was edited. */
export const deadLetterDetail = (
  service: ServiceKey,
  letter: Letter,
  came: Envelope | undefined,
  edited: Envelope | undefined,
): DeadLetterDetailResponse => ({
  ...deadLetterResponse(service, letter),
  payload: shown(came?.payload),
  edited_payload: shown(edited?.payload),
  actor: came ? `${came.actor.type}:${came.actor.id}` : null,
  correlation_id: came?.correlationId ?? null,
  history: letter.history.map(eventOf),
});

const failureOf = ({ code, message }: DeadLetterFailure): DeadLetterFailure => ({
  code,
  message: message.slice(0, MESSAGE_CHARACTERS),
});

const eventOf = ({ did, by, at, reason, fields, failure }: LetterEvent): DeadLetterEvent => ({
  did,
  by: `${by.type}:${by.id}`,
  at,
  reason: reason ?? null,
  fields: [...(fields ?? [])],
  failure: failure ? failureOf(failure) : null,
});

/** What a payload says but its secrets: whoever mends a message need not know them. */
function shown(payload: unknown): Record<string, unknown> | null {
  if (typeof payload !== 'object' || payload === null) return null;
  if (Buffer.byteLength(JSON.stringify(payload)) > MOST_PAYLOAD_BYTES) return null;
  return censored(payload) as Record<string, unknown>;
}

function censored(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(censored);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inside]) => [name, isSecret(name) ? '[redacted]' : censored(inside)]),
  );
}
