import { timingSafeEqual } from 'node:crypto';
import { HmacKey } from './hmac-key';

/** One key of the fleet's ring. */
export interface SealingKey {
  /** Travels with every message: letters, digits, `_` and `-`, at most 32. */
  readonly kid: string;
  /** At least 32 random bytes, in base64. */
  readonly secret: string;
}

/** The first key seals; all of them open. Rotation: add the new key at the end everywhere, move it to the front, remove the old one. */
export type KeyRing = readonly [SealingKey, ...SealingKey[]];

/** Why a sealed text cannot be trusted. */
export class SealBrokenError extends Error {
  override readonly name = 'SealBrokenError';
}

const LEAST_SECRET_BYTES = 32;
const KID = /^[\w-]{1,32}$/;
/** Base64url of the 32 bytes of HMAC-SHA-256. */
const MAC_LENGTH = 43;

/**
 * Seals texts with HMAC-SHA-256 (RFC 2104) over their place and their exact bytes: `<kid>.<mac>.<text>`. It stops a writer who
 * has only Redis from inventing a message, changing one, or moving one to another stream. It does not stop the same
 * message from being put into the same stream again: that is what the inbox is for.
 */
export class Sealer {
  private readonly keys = new Map<string, HmacKey>();
  private readonly given = Buffer.alloc(MAC_LENGTH);
  private readonly expected = Buffer.alloc(MAC_LENGTH);
  private readonly first: { readonly kid: string; readonly key: HmacKey } | undefined;

  /** Without a ring texts travel bare: for projects whose Redis only they can reach. @throws Error for a key that is too weak. */
  constructor(ring?: KeyRing) {
    if (ring && (ring as readonly SealingKey[]).length === 0)
      throw new Error('The key ring is empty: give it a key, or leave it out');
    for (const { kid, secret } of ring ?? []) {
      const bytes = Buffer.from(secret, 'base64');
      if (!KID.test(kid)) throw new Error(`The key id ${JSON.stringify(kid)} must be 1 to 32 letters, digits, _ or -`);
      if (bytes.length < LEAST_SECRET_BYTES) throw new Error(`The key ${kid} must have at least 32 bytes, in base64`);
      if (this.keys.has(kid)) throw new Error(`Two keys of the ring are called ${kid}`);
      const key = new HmacKey(bytes);
      this.keys.set(kid, key);
      this.first ??= { kid, key };
    }
  }

  seal(place: string, text: string): string {
    if (!this.first) return text;
    return `${this.first.kid}.${this.first.key.mac(place, text)}.${text}`;
  }

  /** @throws SealBrokenError when the text was not sealed for this place by a key of the ring. */
  open(place: string, sealed: string): string {
    if (this.keys.size === 0) return sealed;
    const dot = sealed.indexOf('.');
    const macEnd = dot + 1 + MAC_LENGTH;
    if (dot < 1 || dot > 32 || sealed[macEnd] !== '.') throw new SealBrokenError('carries no seal');
    const key = this.keys.get(sealed.slice(0, dot));
    if (!key) throw new SealBrokenError('is sealed with a key that is not in the ring');
    const text = sealed.slice(macEnd + 1);
    this.given.write(sealed.slice(dot + 1, macEnd), 'latin1');
    this.expected.write(key.mac(place, text), 'latin1');
    if (!timingSafeEqual(this.given, this.expected)) {
      throw new SealBrokenError('has a seal that does not fit');
    }
    return text;
  }
}
