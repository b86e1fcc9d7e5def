import { hash } from 'node:crypto';

/** Bytes that SHA-256 takes in at a time. */
const BLOCK = 64;
const DIGEST = 32;
const LINE_FEED = 10;

/** Longer texts get a buffer of their own. */
const USUAL_BYTES = 16_384;

/**
 * HMAC-SHA-256 under one key (RFC 2104): H(key xor opad, H(key xor ipad, text)). Made of two one-shot hashes, because an
 * `Hmac` object for each message costs more than the hashing, most of it in the garbage collector.
 */
export class HmacKey {
  private readonly inner = Buffer.alloc(BLOCK + USUAL_BYTES);
  private readonly outer = Buffer.alloc(BLOCK + DIGEST);
  /** What stands in `inner` before the text, and where it ends: most texts go where the last one went. */
  private place: string | undefined;
  private placeEnd = 0;

  constructor(secret: Buffer) {
    const key = Buffer.alloc(BLOCK);
    (secret.length > BLOCK ? hash('sha256', secret, 'buffer') : secret).copy(key);
    for (let at = 0; at < BLOCK; at++) {
      this.inner[at] = (key[at] ?? 0) ^ 0x36;
      this.outer[at] = (key[at] ?? 0) ^ 0x5c;
    }
  }

  /** Over `place`, a line feed and `text`, in base64url: 43 characters. */
  mac(place: string, text: string): string {
    const digest = hash('sha256', this.padded(place, text), 'binary');
    this.outer.write(digest, BLOCK, 'latin1');
    return hash('sha256', this.outer, 'base64url');
  }

  /** Written piece by piece: to join long texts first would copy them once more. */
  private padded(place: string, text: string): Buffer {
    // A character takes three bytes at most.
    const fits = (place.length + 1 + text.length) * 3 <= USUAL_BYTES;
    const buffer = fits ? this.inner : Buffer.alloc(BLOCK + Buffer.byteLength(place) + 1 + Buffer.byteLength(text));
    if (!fits) this.inner.copy(buffer, 0, 0, BLOCK);
    if (!fits || place !== this.place) {
      this.placeEnd = BLOCK + buffer.write(place, BLOCK, 'utf8');
      buffer[this.placeEnd++] = LINE_FEED;
      this.place = fits ? place : undefined;
    }
    return buffer.subarray(0, this.placeEnd + buffer.write(text, this.placeEnd, 'utf8'));
  }
}
