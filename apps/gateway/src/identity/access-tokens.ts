import { Inject, Injectable } from '@nestjs/common';
import { ROLES } from '@raptor/contracts';
import { AppError, SERVICE_CONFIG } from '@raptor/platform';
import { createLocalJWKSet, importJWK, jwtVerify, SignJWT, type CryptoKey, type JWK } from 'jose';
import { z } from 'zod';
import type { GatewayConfig } from '../gateway.config';
import type { JwtKey } from './jwt-keys';
import type { Principal } from './principal';

/** RFC 9068: keeps any other JWT of the same issuer from passing as an access token. */
const TYPE = 'at+jwt';
const ALGORITHM = 'ES256';

const claims = z.object({ sub: z.uuid(), ws: z.uuid(), role: z.enum(ROLES), mv: z.int().min(0) });

export interface AccessToken {
  readonly token: string;
  readonly expiresInSeconds: number;
}

/** Issues and verifies the access tokens of this installation, each for one workspace. */
@Injectable()
export class AccessTokens {
  private readonly settings: GatewayConfig['tokens'];
  private readonly verificationKeys: ReturnType<typeof createLocalJWKSet>;
  private readonly signingKey: { kid: string; key: Promise<CryptoKey | Uint8Array> };

  constructor(@Inject(SERVICE_CONFIG) { tokens }: GatewayConfig) {
    this.settings = tokens;
    this.verificationKeys = createLocalJWKSet({ keys: tokens.keys.map(publicPart) });
    const signer = tokens.keys.find((key) => key.use === 'sign');
    if (!signer) throw new Error('JWT_KEYS holds no key to sign with');
    this.signingKey = { kid: signer.kid, key: importJWK(signer.privateJwk as JWK, ALGORITHM) };
  }

  async issue({ userId, workspaceId, role, membershipVersion }: Principal): Promise<AccessToken> {
    const { issuer, audience, accessTtlMs } = this.settings;
    const expiresInSeconds = Math.floor(accessTtlMs / 1_000);
    const token = await new SignJWT({ ws: workspaceId, role, mv: membershipVersion })
      .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid: this.signingKey.kid })
      .setSubject(userId)
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(`${expiresInSeconds}s`)
      .sign(await this.signingKey.key);
    return { token, expiresInSeconds };
  }

  /** @throws AppError AUTH_REQUIRED, the same for every way in which a token can be wrong. */
  async verify(token: string): Promise<Principal> {
    const { issuer, audience } = this.settings;
    try {
      const { payload } = await jwtVerify(token, this.verificationKeys, {
        issuer,
        audience,
        typ: TYPE,
        algorithms: [ALGORITHM],
        requiredClaims: ['exp', 'iat', 'sub'],
      });
      const { sub, ws, role, mv } = claims.parse(payload);
      return { userId: sub, workspaceId: ws, role, membershipVersion: mv };
    } catch (error) {
      throw new AppError('AUTH_REQUIRED', 'The access token is not valid (any more)', { cause: error });
    }
  }
}

function publicPart(key: JwtKey): JWK {
  const { kty, crv, x, y } = key.use === 'sign' ? key.privateJwk : key.publicJwk;
  return { kty, crv, x, y, kid: key.kid, alg: ALGORITHM, use: 'sig' };
}
