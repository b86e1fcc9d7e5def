import { randomBytes } from 'node:crypto';

/** An entry of BUS_KEYS: 32 random bytes in base64, with a kid that says when they were made. */
export const newBusKey = (now: Date = new Date()): string =>
  `${now.toISOString().slice(0, 10)}-${randomBytes(2).toString('hex')}:${randomBytes(32).toString('base64')}`;

if (require.main === module) console.log(newBusKey());
