import { createHmac } from 'node:crypto';

export interface WebhookTry {
  /** Of the event: by it a receiver knows what it has had before. */
  readonly eventId: string;
  readonly eventType: string;
  /** 1 for the first. */
  readonly attempt: number;
  readonly body: string;
}

/**
 * The headers of a try. `RaptorFlow-Signature` is `t=<seconds since the epoch>,v1=<HMAC-SHA256, in hex, of "t.body" with the secret>`, with one v1 for
 * each secret that is good: a receiver takes what any of them fits, and refuses what is more than a few minutes old.
 */
export function signedHeaders(
  { eventId, eventType, attempt, body }: WebhookTry,
  secrets: readonly string[],
  now: number,
): Record<string, string> {
  const seconds = Math.floor(now / 1_000);
  const signatures = secrets.map(
    (secret) => `v1=${createHmac('sha256', secret).update(`${seconds}.${body}`, 'utf8').digest('hex')}`,
  );
  return {
    'content-type': 'application/json',
    'user-agent': 'RaptorFlow-Webhooks/1',
    'raptorflow-id': eventId,
    'raptorflow-event': eventType,
    'raptorflow-attempt': String(attempt),
    'raptorflow-signature': [`t=${seconds}`, ...signatures].join(','),
  };
}
