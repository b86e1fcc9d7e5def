import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import type { KeyRing } from '@raptor/raptor-bus';

/** Where a secret is kept. What was sealed for one place opens at no other. */
export interface SecretPlace {
  readonly workspaceId: string;
  /** What it is, and of which row: `webhook 01900000-...`, `connection semrush`. */
  readonly purpose: string;
}

/** A sealed secret cannot be opened: it was changed, moved from another place, or its key is not in the ring. Says nothing of its contents. */
export class SecretUnreadableError extends Error {
  override readonly name = 'SecretUnreadableError';
}

const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KID = /^[\w-]{1,32}$/;
const ALGORITHM = 'aes-256-gcm';

/**
 * Encrypts what must be read again, such as credentials of vendors and the secrets that webhooks are signed with, before it goes into a
 * database: AES-256-GCM (NIST SP 800-38D) with a random nonce, the place as associated data. Whoever has only the database, or a backup of
 * it, can neither read a secret nor give one workspace that of another. Sealing the same secret twice gives two texts.
 *
 * The first key seals, all of them open. Rotation: add the new key at the end everywhere, move it to the front, seal again what {@link isStale},
 * remove the old one. One key seals 2^32 secrets at most.
 */
export class SecretBox {
  private readonly keys = new Map<string, KeyObject>();
  private readonly first: { readonly kid: string; readonly key: KeyObject };

  /** @throws Error for a ring without keys, a kid that comes twice, or a secret that is not 32 bytes in base64. */
  constructor(ring: KeyRing) {
    for (const { kid, secret } of ring) {
      const bytes = Buffer.from(secret, 'base64');
      if (!KID.test(kid)) throw new Error(`The key id ${JSON.stringify(kid)} must be 1 to 32 letters, digits, _ or -`);
      if (bytes.length !== KEY_BYTES) throw new Error(`The key ${kid} must have exactly 32 bytes, in base64`);
      if (this.keys.has(kid)) throw new Error(`Two keys of the ring are called ${kid}`);
      this.keys.set(kid, createSecretKey(bytes));
    }
    const [kid, key] = [...this.keys][0] ?? [];
    if (!kid || !key) throw new Error('The key ring is empty');
    this.first = { kid, key };
  }

  /** @returns `<kid>.<nonce, ciphertext and tag in base64url>`: text, some 40 characters longer than four thirds of the secret. */
  seal(place: SecretPlace, secret: string): string {
    const { kid, key } = this.first;
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES }).setAAD(associated(place));
    const body = Buffer.concat([iv, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
    return `${kid}.${body.toString('base64url')}`;
  }

  /** @throws SecretUnreadableError */
  open(place: SecretPlace, sealed: string): string {
    const [, kid = '', text = ''] = /^([\w-]{1,32})\.([\w-]+)$/.exec(sealed) ?? [];
    const body = Buffer.from(text, 'base64url');
    if (body.length < IV_BYTES + TAG_BYTES) throw new SecretUnreadableError('It is not a sealed secret');
    const key = this.keys.get(kid);
    if (!key) throw new SecretUnreadableError(`It is sealed with the key ${kid}, which is not in the ring`);
    try {
      const decipher = createDecipheriv(ALGORITHM, key, body.subarray(0, IV_BYTES), { authTagLength: TAG_BYTES })
        .setAAD(associated(place))
        .setAuthTag(body.subarray(-TAG_BYTES));
      const opened = [decipher.update(body.subarray(IV_BYTES, -TAG_BYTES)), decipher.final()];
      return Buffer.concat(opened).toString('utf8');
    } catch (cause) {
      throw new SecretUnreadableError('It was changed, or sealed for another place', { cause });
    }
  }

  /** Whether it was sealed with another key than the first: whoever opens it should store it sealed again. */
  isStale(sealed: string): boolean {
    return !sealed.startsWith(`${this.first.kid}.`);
  }
}

/** As JSON, so that no workspace and purpose can be read as another pair. */
const associated = ({ workspaceId, purpose }: SecretPlace): Buffer =>
  Buffer.from(JSON.stringify([workspaceId, purpose]), 'utf8');
