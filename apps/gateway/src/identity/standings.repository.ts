import { Injectable } from '@nestjs/common';
import type { Role } from '@raptor/contracts';
import type { Transaction } from '@raptor/persistence';

/** What somebody is in a workspace right now. */
export interface Standing {
  readonly workspaceId: string;
  readonly role: Role;
  /** Of the membership. */
  readonly version: number;
}

export interface StandingAsked {
  readonly userId: string;
  /** Without it: the one joined first. */
  readonly workspaceId?: string | undefined;
  /** It must not have been ended. */
  readonly sessionId?: string | undefined;
}

@Injectable()
export class StandingsRepository {
  /**
   * In `withUser` of that person. Undefined for who is not an active member, whose account is disabled, whose workspace is deleted, or whose session has
   * been ended: there is nothing that such a person may do, so it does not matter which of these it is.
   */
  async find(tx: Transaction, { userId, workspaceId, sessionId }: StandingAsked): Promise<Standing | undefined> {
    const [found] = await tx.query<Standing[]>(
      `SELECT member.workspace_id AS "workspaceId", member.role, member.version
        FROM gateway.workspace_members member
        JOIN gateway.workspaces workspace ON workspace.id = member.workspace_id AND workspace.deleted_at IS NULL
        JOIN gateway.users person ON person.id = member.user_id AND person.disabled_at IS NULL
        WHERE member.user_id = $1 AND member.status = 'active' AND ($2::uuid IS NULL OR member.workspace_id = $2)
          AND ($3::uuid IS NULL OR EXISTS (SELECT 1 FROM gateway.refresh_tokens token
            WHERE token.user_id = $1 AND token.family_id = $3 AND token.revoked_at IS NULL))
        ORDER BY member.created_at, member.workspace_id
        LIMIT 1`,
      [userId, workspaceId ?? null, sessionId ?? null],
    );
    return found;
  }
}
