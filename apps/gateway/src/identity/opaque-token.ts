import { createHash, randomBytes } from 'node:crypto';

/** A secret for a client, and what of it is stored. */
export interface OpaqueToken {
  /** `rt.<user id>.<secret>`: the user id in the clear sets the database scope before the hash is compared. */
  readonly token: string;
  /** SHA-256 of the secret. The secret has 256 random bits: a slow hash would add nothing. */
  readonly hash: Buffer;
}

export function newRefreshToken(userId: string): OpaqueToken {
  const secret = randomBytes(32).toString('base64url');
  return { token: `rt.${userId}.${secret}`, hash: hashOf(secret) };
}

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();
