import { Inject, Injectable } from '@nestjs/common';
import { ROLES, type Role } from '@raptor/contracts';
import { SERVICE_CONFIG } from '@raptor/platform';
import {
  createLocalJWKSet,
  importJWK,
  jwtVerify,
  SignJWT,
  type CryptoKey,
  type JWK,
  type JWTHeaderParameters,
} from 'jose';
import { z } from 'zod';
import type { GatewayConfig } from '../gateway.config';
import { authRequired } from './auth.errors';
import { BoundedMap } from './bounded-map';
import { algorithmOf, type JwtAlgorithm, type JwtKey } from './jwt-keys';

/** RFC 9068: keeps any other JWT of the same issuer from passing as an access token. */
const TYPE = 'at+jwt';
/** However long a token says that it lives. */
const LONGEST_LIFE_SECONDS = 900;
/** How far the clock of another replica may be ahead. */
const TOLERANCE_SECONDS = 30;
/** Ways to name a key that is not ours. */
const FOREIGN_KEYS = ['jku', 'jwk', 'x5u', 'x5c', 'x5t', 'x5t#S256', 'crit', 'b64'] as const;
const MOST_REMEMBERED = 20_000;

const claims = z.object({
  sub: z.uuid(),
  ws: z.uuid(),
  role: z.enum(ROLES),
  mv: z.int().min(0),
  sid: z.uuid().optional(),
  iat: z.int(),
  exp: z.int(),
});

/** What an access token is issued for, and says. */
export interface TokenHolder {
  readonly userId: string;
  readonly workspaceId: string;
  readonly role: Role;
  /** The version of the membership when the token was issued. */
  readonly membershipVersion: number;
  readonly sessionId?: string;
}

export interface AccessToken {
  readonly token: string;
  readonly expiresInSeconds: number;
}

interface Verified {
  readonly holder: TokenHolder;
  readonly expiresAtMs: number;
}

/** Issues and verifies the access tokens of this installation, each for one workspace. */
@Injectable()
export class AccessTokens {
  private readonly settings: GatewayConfig['tokens'];
  private readonly verificationKeys: ReturnType<typeof createLocalJWKSet>;
  private readonly signer: {
    readonly kid: string;
    readonly alg: JwtAlgorithm;
    readonly key: Promise<CryptoKey | Uint8Array>;
  };
  private readonly remembered = new BoundedMap<Verified>(MOST_REMEMBERED);

  constructor(@Inject(SERVICE_CONFIG) { tokens }: GatewayConfig) {
    this.settings = tokens;
    this.verificationKeys = createLocalJWKSet({ keys: tokens.keys.map(publicPart) });
    const signer = tokens.keys.find((key) => key.use === 'sign');
    if (!signer) throw new Error('JWT_KEYS holds no key to sign with');
    const alg = algorithmOf(signer);
    this.signer = { kid: signer.kid, alg, key: importJWK(signer.privateJwk as JWK, alg) };
  }

  async issue({ userId, workspaceId, role, membershipVersion, sessionId }: TokenHolder): Promise<AccessToken> {
    const { issuer, audience, accessTtlMs } = this.settings;
    const expiresInSeconds = Math.floor(accessTtlMs / 1_000);
    const { kid, alg, key } = this.signer;
    const token = await new SignJWT({ ws: workspaceId, role, mv: membershipVersion, sid: sessionId })
      .setProtectedHeader({ alg, typ: TYPE, kid })
      .setSubject(userId)
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(`${expiresInSeconds}s`)
      .sign(await key);
    return { token, expiresInSeconds };
  }

  /**
   * A signature that was found good is not looked at again: the very same text stays good until it expires.
   * @throws AppError AUTH_REQUIRED, the same for every way in which a token can be wrong.
   */
  async verify(token: string): Promise<TokenHolder> {
    const known = this.remembered.get(token) ?? (await this.check(token));
    if (known.expiresAtMs <= Date.now()) throw authRequired();
    this.remembered.set(token, known);
    return known.holder;
  }

  private async check(token: string): Promise<Verified> {
    const { issuer, audience } = this.settings;
    try {
      const { payload, protectedHeader } = await jwtVerify(token, this.verificationKeys, {
        issuer,
        audience,
        typ: TYPE,
        algorithms: ['ES256', 'EdDSA'],
        requiredClaims: ['exp', 'iat', 'sub'],
      });
      refuseForeignKeys(protectedHeader);
      const { sub, ws, role, mv, sid, iat, exp } = claims.parse(payload);
      if (iat > Date.now() / 1_000 + TOLERANCE_SECONDS) throw new Error('It was issued in the future');
      if (exp - iat > LONGEST_LIFE_SECONDS) throw new Error('It lives too long');
      const holder = { userId: sub, workspaceId: ws, role, membershipVersion: mv, ...(sid && { sessionId: sid }) };
      return { holder, expiresAtMs: exp * 1_000 };
    } catch (error) {
      throw authRequired(error);
    }
  }
}

/** The key is one of ours, by its name, and the token does not try to say anything else about it. */
function refuseForeignKeys(header: JWTHeaderParameters): void {
  if (typeof header.kid !== 'string') throw new Error('It does not name its key');
  const foreign = FOREIGN_KEYS.find((name) => name in header);
  if (foreign) throw new Error(`Its header has ${foreign}`);
}

function publicPart(key: JwtKey): JWK {
  const { kty, crv, x, y } = (key.use === 'sign' ? key.privateJwk : key.publicJwk) as JWK;
  return { kty, crv, x, ...(y !== undefined && { y }), kid: key.kid, alg: algorithmOf(key), use: 'sig' };
}
