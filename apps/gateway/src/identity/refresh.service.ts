import { Inject, Injectable } from '@nestjs/common';
import { AuditRecorded, type RefreshRequest, type TokenResponse } from '@raptor/contracts';
import { Database, type Transaction } from '@raptor/persistence';
import { currentContext, runInContext, SERVICE_CONFIG, traceparentOr } from '@raptor/platform';
import { Outbox } from '@raptor/raptor-bus';
import { v7 as uuidv7 } from 'uuid';
import type { GatewayConfig } from '../gateway.config';
import type { WorkspaceMemberEntity } from '../workspaces/workspace-member.entity';
import { WorkspacesRepository } from '../workspaces/workspaces.repository';
import { noActiveMembership, sessionEnded } from './auth.errors';
import { IdentityRepository } from './identity.repository';
import { readOpaqueToken, type OpaqueTokenParts } from './opaque-token';
import type { RefreshTokenEntity } from './refresh-token.entity';
import { SessionTokens, type NextToken } from './session-tokens';

type Outcome =
  | { readonly kind: 'rotated'; readonly member: WorkspaceMemberEntity; readonly familyId: string }
  /** What was written, such as that a session has ended, is committed. */
  | { readonly kind: 'ended' }
  | { readonly kind: 'no workspace' };

/**
 * Goes on with sessions. A refresh token is good once: of many who show it at the same time one gets the next, the others nothing. Who shows it later,
 * or when the next has been used, too, has it from somebody else or is robbed, and nobody can tell which: the session ends.
 */
@Injectable()
export class RefreshService {
  private readonly raceMs: number;

  constructor(
    @Inject(SERVICE_CONFIG) { tokens }: GatewayConfig,
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly identity: IdentityRepository,
    private readonly workspaces: WorkspacesRepository,
    private readonly sessionTokens: SessionTokens,
  ) {
    this.raceMs = tokens.refreshRaceMs;
  }

  /** @throws AppError AUTH_SESSION_ENDED, AUTH_NO_WORKSPACE */
  async refresh(request: RefreshRequest): Promise<TokenResponse> {
    const parts = readOpaqueToken('refresh', request.refresh_token);
    if (!parts) throw sessionEnded();
    const next = this.sessionTokens.next(parts.ownerId);
    const outcome = await this.database.withUser(parts.ownerId, (tx) =>
      this.rotate(tx, parts, next, request.workspace_id?.toLowerCase()),
    );
    if (outcome.kind === 'ended') throw sessionEnded();
    if (outcome.kind === 'no workspace') throw noActiveMembership();
    return this.sessionTokens.answer(outcome.member, outcome.familyId, next.token);
  }

  /** Whoever has a token of a session may end it; who has none learns nothing. */
  async logOut(refreshToken: string): Promise<void> {
    const parts = readOpaqueToken('refresh', refreshToken);
    if (!parts) return;
    await this.database.withUser(parts.ownerId, async (tx) => {
      const token = await this.identity.findRefreshToken(tx, parts);
      if (token) await this.identity.revokeFamily(tx, token.userId, token.familyId);
    });
  }

  private async rotate(
    tx: Transaction,
    parts: OpaqueTokenParts,
    { id, hash: tokenHash, expiresAt }: NextToken,
    wanted: string | undefined,
  ): Promise<Outcome> {
    const token = await this.identity.findRefreshToken(tx, parts);
    if (!token || token.revokedAt) return { kind: 'ended' };
    if (token.rotatedAt) {
      if (await this.identity.isReuse(tx, token, this.raceMs)) await this.endReused(tx, token);
      return { kind: 'ended' };
    }
    const user = await this.identity.findUser(tx, token.userId);
    if (!user || user.disabledAt) return { kind: 'ended' };
    const workspaceId = wanted ?? token.workspaceId;
    const memberships = await this.workspaces.activeMemberships(tx, token.userId);
    const member = memberships.find((one) => one.workspaceId === workspaceId);
    if (!member) return { kind: 'no workspace' };
    const isOurs = await this.identity.rotateRefreshToken(tx, token, { id, tokenHash, expiresAt, workspaceId });
    return isOurs ? { kind: 'rotated', member, familyId: token.familyId } : { kind: 'ended' };
  }

  private async endReused(tx: Transaction, { userId, familyId, workspaceId }: RefreshTokenEntity): Promise<void> {
    if (!(await this.identity.revokeFamily(tx, userId, familyId))) return;
    const said = {
      action: 'session.reuse_detected',
      subjectType: 'session',
      subjectId: familyId,
      detail: { user_id: userId },
    };
    const context = currentContext() ?? { requestId: uuidv7(), traceparent: traceparentOr(undefined) };
    await runInContext({ ...context, workspaceId, actor: { type: 'system', id: 'identity' } }, () =>
      this.outbox.send(tx, Object.assign(new AuditRecorded(), said)),
    );
  }
}
