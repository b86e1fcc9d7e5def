import { Inject, Injectable } from '@nestjs/common';
import type { LoginRequest, TokenResponse } from '@raptor/contracts';
import { Database, normaliseEmail } from '@raptor/persistence';
import { AppError, SERVICE_CONFIG } from '@raptor/platform';
import { v7 as uuidv7 } from 'uuid';
import type { GatewayConfig } from '../gateway.config';
import type { WorkspaceMemberEntity } from '../workspaces/workspace-member.entity';
import { WorkspacesRepository } from '../workspaces/workspaces.repository';
import { AccessTokens } from './access-tokens';
import { invalidCredentials, noActiveMembership } from './auth.errors';
import { IdentityRepository } from './identity.repository';
import { LoginLimiter } from './login-limiter';
import { newOpaqueToken } from './opaque-token';
import { passwordMatches } from './passwords';
import type { UserEntity } from './user.entity';

/** Where a sign-in comes from. */
export interface SignInOrigin {
  readonly address: string;
  /** The User-Agent, for the list of sessions. */
  readonly device: string | undefined;
}

const LONGEST_DEVICE = 256;

@Injectable()
export class SignInService {
  private readonly refreshTtlMs: number;

  constructor(
    @Inject(SERVICE_CONFIG) { tokens }: GatewayConfig,
    private readonly database: Database,
    private readonly limiter: LoginLimiter,
    private readonly identity: IdentityRepository,
    private readonly workspaces: WorkspacesRepository,
    private readonly accessTokens: AccessTokens,
  ) {
    this.refreshTtlMs = tokens.refreshTtlMs;
  }

  /** @throws AppError RATE_LIMITED, AUTH_INVALID_CREDENTIALS or AUTH_NO_WORKSPACE. */
  async signIn(request: LoginRequest, origin: SignInOrigin): Promise<TokenResponse> {
    const email = normaliseEmail(request.email);
    await this.limiter.countAttempt(email, origin.address);
    try {
      return await this.enter(email, request, origin);
    } catch (error) {
      if (!AppError.is(error) || error.code === 'SERVICE_UNAVAILABLE') {
        await this.limiter.forgetAttempt(email, origin.address);
      }
      throw error;
    }
  }

  private async enter(email: string, request: LoginRequest, origin: SignInOrigin): Promise<TokenResponse> {
    const user = await this.authenticate(email, request.password);
    const { token: refreshToken, hash } = newOpaqueToken('refresh', user.id);
    const member = await this.database.withUser(user.id, async (tx) => {
      const memberships = await this.workspaces.activeMemberships(tx, user.id);
      const chosen = choose(memberships, request.workspace_id);
      await this.identity.createRefreshToken(tx, {
        id: uuidv7(),
        userId: user.id,
        workspaceId: chosen.workspaceId,
        familyId: uuidv7(),
        tokenHash: hash,
        device: origin.device?.slice(0, LONGEST_DEVICE) ?? null,
        expiresAt: new Date(Date.now() + this.refreshTtlMs),
      });
      return chosen;
    });
    await this.limiter.forgetAccount(email);
    return this.respond(member, refreshToken);
  }

  private async authenticate(email: string, password: string): Promise<UserEntity> {
    const user = await this.database.withSignIn(email, (tx) => this.identity.findByEmail(tx, email));
    const matches = await passwordMatches(user?.passwordHash, password);
    if (!user || !matches || user.disabledAt) throw invalidCredentials();
    return user;
  }

  private async respond(member: WorkspaceMemberEntity, refreshToken: string): Promise<TokenResponse> {
    const { userId, workspaceId, role, version } = member;
    const { token, expiresInSeconds } = await this.accessTokens.issue({
      userId,
      workspaceId,
      role,
      membershipVersion: version,
    });
    return {
      token_type: 'Bearer',
      access_token: token,
      expires_in: expiresInSeconds,
      refresh_token: refreshToken,
      workspace_id: workspaceId,
      user_id: userId,
      role,
    };
  }
}

function choose(memberships: readonly WorkspaceMemberEntity[], wanted: string | undefined): WorkspaceMemberEntity {
  const chosen = wanted === undefined ? memberships[0] : memberships.find(({ workspaceId }) => workspaceId === wanted);
  if (!chosen) throw noActiveMembership();
  return chosen;
}
