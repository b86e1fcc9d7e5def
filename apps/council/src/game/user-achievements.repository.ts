import { Injectable } from '@nestjs/common';
import { TenantRepository, workspaceOf, type Transaction } from '@raptor/persistence';
import { v7 as uuidv7 } from 'uuid';
import { UserAchievementEntity } from './user-achievement.entity';

@Injectable()
export class UserAchievementsRepository extends TenantRepository<UserAchievementEntity> {
  constructor() {
    super(UserAchievementEntity);
  }

  ofUser(tx: Transaction, userId: string): Promise<UserAchievementEntity[]> {
    return tx.find(UserAchievementEntity, {
      where: this.where(tx, { userId }),
      order: { createdAt: 'ASC', id: 'ASC' },
    });
  }

  /**
   * Notes how far a person is, 0 to 1; it never goes back, and 1 unlocks.
   * @returns whether this is what unlocked it: true once, so that its XP is given once.
   */
  async reach(tx: Transaction, userId: string, achievementId: string, progress: number): Promise<boolean> {
    const rows = await tx.query<{ unlocked: boolean }[]>(
      `INSERT INTO council.user_achievements AS mine (workspace_id, id, user_id, achievement_id, progress, unlocked_at)
       VALUES ($1, $2, $3, $4, $5::double precision, CASE WHEN $5::double precision = 1 THEN now() END)
       ON CONFLICT (workspace_id, user_id, achievement_id) DO UPDATE
       SET progress = excluded.progress, unlocked_at = excluded.unlocked_at, updated_at = now()
       WHERE mine.progress < excluded.progress
       RETURNING unlocked_at IS NOT NULL AS unlocked`,
      [workspaceOf(tx), uuidv7(), userId, achievementId, progress],
    );
    return rows.some(({ unlocked }) => unlocked);
  }
}
