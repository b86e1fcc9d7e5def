import { Injectable } from '@nestjs/common';
import type { LoginRequest, TokenResponse } from '@raptor/contracts';
import { Database, normaliseEmail } from '@raptor/persistence';
import { AppError } from '@raptor/platform';
import { v7 as uuidv7 } from 'uuid';
import { AccountLimits } from '../limits/account-limits';
import type { WorkspaceMemberEntity } from '../workspaces/workspace-member.entity';
import { WorkspacesRepository } from '../workspaces/workspaces.repository';
import { invalidCredentials, noActiveMembership } from './auth.errors';
import { IdentityRepository } from './identity.repository';
import { passwordMatches } from './passwords';
import { SessionTokens } from './session-tokens';
import type { UserEntity } from './user.entity';

const LONGEST_DEVICE = 256;

@Injectable()
export class SignInService {
  constructor(
    private readonly database: Database,
    private readonly limits: AccountLimits,
    private readonly identity: IdentityRepository,
    private readonly workspaces: WorkspacesRepository,
    private readonly sessionTokens: SessionTokens,
  ) {}

  /**
   * @param device the User-Agent, for the list of sessions.
   * @throws AppError RATE_LIMITED, AUTH_INVALID_CREDENTIALS or AUTH_NO_WORKSPACE.
   */
  async signIn(request: LoginRequest, device: string | undefined): Promise<TokenResponse> {
    const email = normaliseEmail(request.email);
    await this.limits.countSignIn(email);
    try {
      return await this.enter(email, request, device);
    } catch (error) {
      if (!AppError.is(error) || error.code === 'SERVICE_UNAVAILABLE') await this.limits.giveSignInBack(email);
      throw error;
    }
  }

  private async enter(email: string, request: LoginRequest, device: string | undefined): Promise<TokenResponse> {
    const user = await this.authenticate(email, request.password);
    const { token, hash: tokenHash, id, expiresAt } = this.sessionTokens.next(user.id);
    const familyId = uuidv7();
    const member = await this.database.withUser(user.id, async (tx) => {
      const now = await this.identity.findAndHold(tx, user.id);
      if (now?.passwordHash !== user.passwordHash || now?.disabledAt) throw invalidCredentials();
      const memberships = await this.workspaces.activeMemberships(tx, user.id);
      const chosen = choose(memberships, request.workspace_id);
      await this.identity.forgetExpiredTokens(tx, user.id);
      await this.identity.createRefreshToken(tx, {
        id,
        userId: user.id,
        workspaceId: chosen.workspaceId,
        familyId,
        tokenHash,
        device: device?.slice(0, LONGEST_DEVICE) ?? null,
        expiresAt,
      });
      return chosen;
    });
    await this.limits.forgetSignIns(email);
    return this.sessionTokens.answer(member, familyId, token);
  }

  private async authenticate(email: string, password: string): Promise<UserEntity> {
    const user = await this.database.withSignIn(email, (tx) => this.identity.findByEmail(tx, email));
    const matches = await passwordMatches(user?.passwordHash, password);
    if (!user || !matches || user.disabledAt) throw invalidCredentials();
    return user;
  }
}

function choose(memberships: readonly WorkspaceMemberEntity[], wanted: string | undefined): WorkspaceMemberEntity {
  const chosen =
    wanted === undefined ? memberships[0] : memberships.find((one) => one.workspaceId === wanted.toLowerCase());
  if (!chosen) throw noActiveMembership();
  return chosen;
}
