import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { AppError, EgressFailed, pinnedClient, SERVICE_CONFIG, type PinnedClient } from '@raptor/platform';
import { createRemoteJWKSet, customFetch, errors, jwtVerify, type JWTPayload, type JWTVerifyGetKey } from 'jose';
import { validate as isUuid } from 'uuid';
import type { GatewayConfig } from '../gateway.config';
import { authRequired } from './auth.errors';
import type { ExternalIssuer } from './external-issuers.config';

/** Signatures with a public key. What is signed with a shared secret is believed of the one issuer that has it. */
const ASYMMETRIC = ['ES256', 'ES384', 'ES512', 'EdDSA', 'RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512'];
const LONGEST_TOKEN = 8_192;

/** Whom a token of somebody else's is about. */
export type NamedPerson = { readonly email: string } | { readonly userId: string };

interface Trusted {
  readonly issuer: ExternalIssuer;
  readonly key: JWTVerifyGetKey | Uint8Array;
  readonly algorithms: string[];
}

/** Tokens of others: of an OIDC provider or Supabase, by the keys that it publishes, or by the secret that it shares with us. */
@Injectable()
export class ExternalIssuers implements OnApplicationShutdown {
  private readonly trusted = new Map<string, Trusted>();
  private readonly clients: PinnedClient[] = [];

  constructor(@Inject(SERVICE_CONFIG) { externalIssuers, tokens }: GatewayConfig) {
    for (const issuer of externalIssuers) {
      if (issuer.issuer === tokens.issuer) throw new Error('EXTERNAL_ISSUERS names our own JWT_ISSUER');
      this.trusted.set(issuer.issuer, this.trust(issuer));
    }
  }

  /** Whether a token, of which nothing is proved yet, says that it is of one of them. */
  isKnown(issuer: string | undefined): issuer is string {
    return issuer !== undefined && this.trusted.has(issuer);
  }

  get areThere(): boolean {
    return this.trusted.size > 0;
  }

  /** @throws AppError AUTH_REQUIRED for a token that is not good, SERVICE_UNAVAILABLE while the issuer's keys cannot be had. */
  async verify(token: string, from: string): Promise<NamedPerson> {
    const trusted = this.trusted.get(from);
    if (!trusted || token.length > LONGEST_TOKEN) throw authRequired();
    const { issuer, key, algorithms } = trusted;
    const options = { issuer: from, audience: issuer.audience, algorithms, requiredClaims: ['exp', 'sub'] };
    try {
      // Two calls, because a key and a way to find one are two signatures of the library.
      const { payload } =
        key instanceof Uint8Array ? await jwtVerify(token, key, options) : await jwtVerify(token, key, options);
      return personIn(payload, issuer);
    } catch (error) {
      if (areKeysAway(error))
        throw new AppError('SERVICE_UNAVAILABLE', 'The issuer of the token does not give its keys', { cause: error });
      throw authRequired(error);
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.clients.map((client) => client.close()));
  }

  private trust(issuer: ExternalIssuer): Trusted {
    const { jwks_url: url, hs256_secret: secret } = issuer;
    if (secret !== undefined) return { issuer, key: new TextEncoder().encode(secret), algorithms: ['HS256'] };
    const client = pinnedClient(url ?? '', { timeoutMs: 3_000, maxBytes: 1_000_000, maxConnections: 2 });
    this.clients.push(client);
    const key = createRemoteJWKSet(new URL(url ?? ''), {
      timeoutDuration: 3_000,
      [customFetch]: async (asked, { headers, signal, redirect }) =>
        (await client.fetch(asked, { headers: Object.fromEntries(headers), signal, redirect })) as unknown as Response,
    });
    return { issuer, key, algorithms: ASYMMETRIC };
  }
}

/** The keys could not be had: nothing is known of the token. */
const areKeysAway = (error: unknown): boolean =>
  error instanceof EgressFailed ||
  error instanceof errors.JWKSTimeout ||
  (error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC');

function personIn(payload: JWTPayload, { person, email_is_proved: isProved }: ExternalIssuer): NamedPerson {
  if (person === 'sub') {
    const { sub } = payload;
    if (sub !== undefined && isUuid(sub)) return { userId: sub.toLowerCase() };
    throw new Error('Its sub is no id of ours');
  }
  const { email, email_verified: verified } = payload;
  if (typeof email !== 'string' || !(isProved || verified === true))
    throw new Error('It names nobody by a proved address');
  return { email };
}
