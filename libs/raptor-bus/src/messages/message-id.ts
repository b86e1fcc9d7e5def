import { randomFillSync } from 'node:crypto';

const IDS_AT_ONCE = 256;
/** Hexadecimal digits of one id that are random. */
const DIGITS = 20;
const pool = Buffer.alloc((IDS_AT_ONCE * DIGITS) / 2);
let random = '';
let used = Infinity;
let madeAt = 0;
let time = '';

/**
 * A new UUIDv7 (RFC 9562): 48 bits of time in milliseconds, the rest random but for what says which kind it is. Its randomness
 * is drawn for 256 at a time and its time is written once a millisecond: for each id both cost more than everything else.
 */
export function newMessageId(): string {
  if (used >= random.length) {
    random = randomFillSync(pool).toString('hex');
    used = 0;
  }
  const at = used;
  used += DIGITS;
  const code = random.charCodeAt(at + 3);
  // Of a digit the lowest bits are its value; a letter is worth nine more.
  const variant = VARIANT[((code & 15) + (code >> 6) * 9) & 3] as string;
  return `${timeDigits()}${random.slice(at, at + 3)}-${variant}${random.slice(at + 4, at + 7)}-${random.slice(at + 7, at + 19)}`;
}

/** Two bits that say RFC 9562, two that are random. */
const VARIANT = ['8', '9', 'a', 'b'];

/** Up to and with the digit that says 7. */
function timeDigits(): string {
  const now = Date.now();
  if (now !== madeAt) {
    madeAt = now;
    const digits = now.toString(16).padStart(12, '0');
    time = `${digits.slice(0, 8)}-${digits.slice(8)}-7`;
  }
  return time;
}
