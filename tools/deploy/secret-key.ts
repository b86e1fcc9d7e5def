import { randomBytes } from 'node:crypto';

/** An entry of SECRET_KEYS: the 32 random bytes of an AES-256 key in base64, with a kid that says when they were made. */
export const newSecretKey = (now: Date = new Date()): string =>
  `${now.toISOString().slice(0, 10)}-${randomBytes(2).toString('hex')}:${randomBytes(32).toString('base64')}`;

if (require.main === module) console.log(newSecretKey());
