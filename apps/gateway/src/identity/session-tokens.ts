import { Inject, Injectable } from '@nestjs/common';
import type { TokenResponse } from '@raptor/contracts';
import { SERVICE_CONFIG } from '@raptor/platform';
import { v7 as uuidv7 } from 'uuid';
import type { GatewayConfig } from '../gateway.config';
import type { WorkspaceMemberEntity } from '../workspaces/workspace-member.entity';
import { AccessTokens } from './access-tokens';
import { newOpaqueToken, type OpaqueToken } from './opaque-token';

/** What a row of a refresh token begins with. */
export interface NextToken extends OpaqueToken {
  readonly id: string;
  readonly expiresAt: Date;
}

/** What somebody gets who signs in, or goes on. */
@Injectable()
export class SessionTokens {
  private readonly refreshTtlMs: number;

  constructor(
    @Inject(SERVICE_CONFIG) { tokens }: GatewayConfig,
    private readonly accessTokens: AccessTokens,
  ) {
    this.refreshTtlMs = tokens.refreshTtlMs;
  }

  next(userId: string): NextToken {
    return { ...newOpaqueToken('refresh', userId), id: uuidv7(), expiresAt: new Date(Date.now() + this.refreshTtlMs) };
  }

  async answer(member: WorkspaceMemberEntity, sessionId: string, refreshToken: string): Promise<TokenResponse> {
    const { userId, workspaceId, role, version: membershipVersion } = member;
    const holder = { userId, workspaceId, role, membershipVersion, sessionId };
    const { token, expiresInSeconds } = await this.accessTokens.issue(holder);
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
