import { Injectable } from '@nestjs/common';
import type { Transaction } from '@raptor/persistence';

/** A sign-in that is still good: the family of refresh tokens that descend from it. */
export interface Session {
  readonly id: string;
  readonly workspaceId: string;
  readonly device: string | null;
  readonly createdAt: Date;
  readonly lastUsedAt: Date;
  readonly expiresAt: Date;
}

@Injectable()
export class SessionsRepository {
  /** Those of a person, the newest sign-in first, in `withUser` of theirs; from behind the one that is named. */
  list(tx: Transaction, userId: string, limit: number, after?: string): Promise<Session[]> {
    return tx.query<Session[]>(
      `SELECT newest.family_id AS id, newest.workspace_id AS "workspaceId", newest.device, newest.expires_at AS "expiresAt",
          newest.created_at AS "lastUsedAt",
          (SELECT min(token.created_at) FROM gateway.refresh_tokens token
            WHERE token.user_id = $1 AND token.family_id = newest.family_id) AS "createdAt"
        FROM gateway.refresh_tokens newest
        WHERE newest.user_id = $1 AND newest.rotated_at IS NULL AND newest.revoked_at IS NULL AND newest.expires_at > now()
          AND ($2::uuid IS NULL OR newest.family_id < $2)
        ORDER BY newest.family_id DESC
        LIMIT $3`,
      [userId, after ?? null, limit],
    );
  }
}
