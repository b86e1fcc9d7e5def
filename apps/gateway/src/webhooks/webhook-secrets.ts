import { randomBytes } from 'node:crypto';

/** What the deliveries of an endpoint are signed with: after a rotation for a while also with the secret before. */
export interface WebhookSecrets {
  readonly current: string;
  readonly previous?: { readonly secret: string; readonly until: string };
}

/** How long receivers have to change over. */
const OVERLAP_MS = 24 * 3_600_000;
const SECRET_BYTES = 32;

const newSecret = (): string => `whsec_${randomBytes(SECRET_BYTES).toString('base64url')}`;

export const newSecrets = (): WebhookSecrets => ({ current: newSecret() });

/** The secret of before is good for a day; one before that is not good any more. */
export const rotated = ({ current }: WebhookSecrets, now: number): Required<WebhookSecrets> => ({
  current: newSecret(),
  previous: { secret: current, until: new Date(now + OVERLAP_MS).toISOString() },
});

/** The secrets that a delivery is signed with now, the newest first. */
export function secretsAt({ current, previous }: WebhookSecrets, now: number): string[] {
  return previous && Date.parse(previous.until) > now ? [current, previous.secret] : [current];
}
