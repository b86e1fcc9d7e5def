import { randomFillSync } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';

const BYTES_OF_ONE = 16;
const pool = Buffer.alloc(BYTES_OF_ONE * 256);
let used = pool.length;

/** A new UUIDv7. Its randomness is drawn for 256 at a time: a draw for each costs more than everything else about it. */
export function newMessageId(): string {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  return uuidv7({ random: pool.subarray(used, (used += BYTES_OF_ONE)) });
}
