import { Sealer, type KeyRing } from '@raptor/raptor-bus';
import { z } from 'zod';
import { SecretBox } from '../secrets/secret-box';

const whole = (min: number, max: number) => {
  const error = `must be a whole number from ${min} to ${max}`;
  return z.coerce.number({ error }).int({ error }).min(min, { error }).max(max, { error });
};

/** Milliseconds as a decimal number. */
export const milliseconds = (fallback: number, purpose: string) =>
  whole(1, 86_400_000).default(fallback).describe(`${purpose}, in ms`);

export const count = (fallback: number, min: number, max: number, purpose: string) =>
  whole(min, max).default(fallback).describe(purpose);

export const url = (protocols: readonly string[], purpose: string) =>
  z
    .string()
    .refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), {
      error: `must be a URL that begins with ${protocols.map((protocol) => `${protocol}//`).join(' or ')}`,
    })
    .describe(purpose);

/** Comma-separated `kid:secret`, the secret at least 32 bytes in base64; the first key seals, all of them open. */
export const keyRing = (purpose: string) =>
  ringFor((keys) => new Sealer(keys), 'at least 32 bytes in base64: `npm run keys:bus` prints one').describe(purpose);

/** The same for {@link SecretBox}: each secret exactly 32 bytes. */
export const secretKeyRing = (purpose: string) =>
  ringFor((keys) => new SecretBox(keys), '32 bytes in base64: `npm run keys:secrets` prints one').describe(purpose);

/** @param use throws for a ring that does not do. */
function ringFor(use: (keys: KeyRing) => unknown, secret: string) {
  const error = `must be comma-separated kid:secret, each kid once and each secret ${secret}`;
  return z
    .string({ error })
    .transform((text): KeyRing => {
      const [first = '', ...others] = text.split(',');
      return [keyOf(first), ...others.map(keyOf)];
    })
    .refine((keys) => succeeds(() => use(keys)), { error });
}

function keyOf(part: string): KeyRing[number] {
  const [kid, secret] = splitAtFirst(part.trim(), ':');
  return { kid, secret };
}

function splitAtFirst(text: string, separator: string): [before: string, after: string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + separator.length)];
}

function succeeds(work: () => unknown): boolean {
  try {
    work();
    return true;
  } catch {
    return false;
  }
}

/** Comma-separated origins such as `https://app.example`, exact. */
export const origins = (purpose: string) =>
  z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((part) => part.trim())
        .filter(Boolean),
    )
    .refine((list) => list.every((origin) => URL.canParse(origin) && new URL(origin).origin === origin), {
      error: 'must be comma-separated origins such as https://app.example, without a path',
    })
    .describe(purpose);
