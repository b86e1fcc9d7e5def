import { createHash, randomBytes } from 'node:crypto';
import { validate as isUuid } from 'uuid';

/** Whom the id in the clear names: a refresh token its person, an API key and an invitation their workspace. */
const KINDS = { refresh: 'rt', apiKey: 'ak', invite: 'iv' } as const;
export type OpaqueTokenKind = keyof typeof KINDS;

/** A secret for a client, and what of it is stored. */
export interface OpaqueToken {
  /** `rt.<user id>.<secret>`: the id in the clear sets the database scope before the hash is looked up. */
  readonly token: string;
  /** SHA-256 of the secret. The secret has 256 random bits: a slow hash would add nothing. */
  readonly hash: Buffer;
}

/** What a token says. Nothing of it is proved until a row with this hash was found in the owner's scope. */
export interface OpaqueTokenParts {
  readonly ownerId: string;
  readonly hash: Buffer;
}

export function newOpaqueToken(kind: OpaqueTokenKind, ownerId: string): OpaqueToken {
  const secret = randomBytes(32).toString('base64url');
  return { token: `${KINDS[kind]}.${ownerId}.${secret}`, hash: hashOf(secret) };
}

/** Undefined for whatever could not have been made by {@link newOpaqueToken}. */
export function readOpaqueToken(kind: OpaqueTokenKind, token: string): OpaqueTokenParts | undefined {
  const [, found, ownerId = '', secret = ''] = /^(\w\w)\.([0-9a-f-]{36})\.([\w-]{43})$/.exec(token) ?? [];
  return found === KINDS[kind] && isUuid(ownerId) ? { ownerId, hash: hashOf(secret) } : undefined;
}

const hashOf = (secret: string): Buffer => createHash('sha256').update(secret).digest();
