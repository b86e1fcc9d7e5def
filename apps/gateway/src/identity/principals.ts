import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@raptor/persistence';
import { AppError, SERVICE_CONFIG } from '@raptor/platform';
import { decodeJwt } from 'jose';
import { validate as isUuid } from 'uuid';
import type { GatewayConfig } from '../gateway.config';
import { AccessTokens } from './access-tokens';
import { authRequired, noActiveMembership, tokenOutdated } from './auth.errors';
import { ExternalIssuers, type NamedPerson } from './external-issuers';
import { FreshReads } from './fresh-reads';
import { IdentityRepository } from './identity.repository';
import { KnownKeys } from './known-keys';
import type { Principal } from './principal';
import { Standings } from './standings';

/** Of JSON Web Tokens and of API keys; nothing else is a bearer token here. */
const BEARER = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i;
const LONGEST = 8_192;

/** Finds out who a request comes from: a person with a token of ours or of an issuer that we trust, or a program with a key. */
@Injectable()
export class Principals {
  private readonly accounts: FreshReads<string | undefined>;

  constructor(
    @Inject(SERVICE_CONFIG) { tokens }: GatewayConfig,
    private readonly database: Database,
    private readonly identity: IdentityRepository,
    private readonly accessTokens: AccessTokens,
    private readonly external: ExternalIssuers,
    private readonly keys: KnownKeys,
    private readonly standings: Standings,
  ) {
    this.accounts = new FreshReads({ freshMs: tokens.standingMs, most: 10_000 });
  }

  /**
   * @param named the workspace that the request names, if it does: tokens and keys of ours are for one and for no other.
   * @throws AppError AUTH_REQUIRED, AUTH_TOKEN_OUTDATED; for people of other issuers also AUTH_NO_WORKSPACE.
   */
  async of(authorization: string | undefined, named: string | undefined): Promise<Principal> {
    const [, token] =
      (authorization !== undefined && authorization.length <= LONGEST && BEARER.exec(authorization)) || [];
    if (token === undefined) throw authRequired();
    if (token.startsWith('ak.')) return (await this.keys.principalOf(token)) ?? refuse();
    const issuer = this.external.areThere ? issuerOf(token) : undefined;
    return this.external.isKnown(issuer) ? this.ofOthers(token, issuer, named) : this.ofOurs(token);
  }

  private async ofOurs(token: string): Promise<Principal> {
    const { userId, workspaceId, role, membershipVersion, sessionId } = await this.accessTokens.verify(token);
    const standing = await this.standings.of({ userId, workspaceId, sessionId });
    if (!standing) throw authRequired();
    if (standing.role !== role || standing.version !== membershipVersion) throw tokenOutdated();
    return {
      type: 'user',
      id: userId,
      workspaceId,
      role,
      scopes: [],
      membershipVersion,
      ...(sessionId !== undefined && { sessionId }),
    };
  }

  private async ofOthers(token: string, issuer: string, named: string | undefined): Promise<Principal> {
    const userId = await this.accountOf(await this.external.verify(token, issuer));
    if (userId === undefined) throw authRequired();
    if (named !== undefined && !isUuid(named)) throw noActiveMembership();
    const standing = await this.standings.of({ userId, workspaceId: named?.toLowerCase() });
    if (!standing) throw noActiveMembership();
    const { workspaceId, role, version } = standing;
    return { type: 'user', id: userId, workspaceId, role, scopes: [], membershipVersion: version };
  }

  private async accountOf(person: NamedPerson): Promise<string | undefined> {
    if ('userId' in person) return person.userId;
    return this.accounts.get(person.email, async () => {
      const user = await this.database.withSignIn(person.email, (tx) => this.identity.findByEmail(tx, person.email));
      return user?.id;
    });
  }
}

/** What a token says of itself, before anything is proved. */
function issuerOf(token: string): string | undefined {
  try {
    return decodeJwt(token).iss;
  } catch {
    return undefined;
  }
}

function refuse(): never {
  throw authRequired();
}

/** @throws AppError AUTH_FORBIDDEN where the request names another workspace than it is for. */
export function refuseOtherWorkspace(named: string | undefined, { workspaceId }: Principal): void {
  if (named === undefined || named.toLowerCase() === workspaceId) return;
  throw new AppError('AUTH_FORBIDDEN', 'X-Workspace-Id names another workspace than the token is for');
}
