import { createHmac } from 'node:crypto';
import { signedHeaders } from './sign-webhook';
import { newSecrets, rotated, secretsAt } from './webhook-secrets';

const NOW = Date.parse('2026-11-23T10:00:00.900Z');
const TRY = {
  eventId: '018f0000-0000-7000-8000-00000000000a',
  eventType: 'campaign.created',
  attempt: 3,
  body: '{"a":"ä"}',
};
const DAY = 86_400_000;

/** As a receiver would, who knows one secret. */
function isSignedWith(secret: string, header: string, body: string): boolean {
  const [t, ...signatures] = header.split(',').map((part) => part.split('=') as [string, string]);
  const expected = createHmac('sha256', secret).update(`${t![1]}.${body}`).digest('hex');
  return signatures.some(([version, signature]) => version === 'v1' && signature === expected);
}

describe('a try of a webhook', () => {
  it('says which event it is of, and is signed over the time and the body', () => {
    const headers = signedHeaders(TRY, ['whsec_one'], NOW);
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      'raptorflow-id': TRY.eventId,
      'raptorflow-event': 'campaign.created',
      'raptorflow-attempt': '3',
    });
    const signature = headers['raptorflow-signature']!;
    expect(signature).toMatch(/^t=1795428000,v1=[0-9a-f]{64}$/);
    expect(isSignedWith('whsec_one', signature, TRY.body)).toBe(true);
    expect(isSignedWith('whsec_two', signature, TRY.body)).toBe(false);
    expect(isSignedWith('whsec_one', signature, '{"a":"b"}')).toBe(false);
    expect(isSignedWith('whsec_one', signature.replace('t=1795428000', 't=1795428001'), TRY.body)).toBe(false);
  });

  it('is signed with the new secret and for a day with the one before', () => {
    const first = newSecrets();
    const second = rotated(first, NOW);
    const signature = signedHeaders(TRY, secretsAt(second, NOW + DAY - 1), NOW)['raptorflow-signature']!;
    expect(isSignedWith(first.current, signature, TRY.body)).toBe(true);
    expect(isSignedWith(second.current, signature, TRY.body)).toBe(true);
    expect(secretsAt(second, NOW + DAY)).toEqual([second.current]);
  });

  it('is not signed any more with the secret before the last', () => {
    const first = newSecrets();
    const third = rotated(rotated(first, NOW), NOW + 1);
    expect(secretsAt(third, NOW + 2)).not.toContain(first.current);
  });

  it('has a secret that nobody else has', () => {
    expect(newSecrets().current).toMatch(/^whsec_[\w-]{43}$/);
    expect(newSecrets().current).not.toBe(newSecrets().current);
  });
});
