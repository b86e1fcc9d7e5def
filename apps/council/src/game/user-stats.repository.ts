import { Injectable } from '@nestjs/common';
import { TenantRepository, workspaceOf, type Transaction } from '@raptor/persistence';
import { v7 as uuidv7 } from 'uuid';
import { UserStatsEntity } from './user-stats.entity';

export interface Merit {
  readonly xp: number;
  /** What is counted up, such as `assets_approved`. */
  readonly counter?: string;
  /** By how much; 1 where nobody says. */
  readonly times?: number;
}

@Injectable()
export class UserStatsRepository extends TenantRepository<UserStatsEntity> {
  /** The leaderboard is the list in the order `-total_xp`. */
  constructor() {
    super(UserStatsEntity, { total_xp: 'totalXp' });
  }

  ofUser(tx: Transaction, userId: string): Promise<UserStatsEntity | null> {
    return tx.findOneBy(UserStatsEntity, this.where(tx, { userId }));
  }

  /** @returns the stats with it. */
  async credit(tx: Transaction, userId: string, { xp, counter, times = 1 }: Merit): Promise<UserStatsEntity> {
    const counted = counter === undefined ? {} : { [counter]: times };
    await tx.query(
      `INSERT INTO council.user_stats AS mine (workspace_id, id, user_id, total_xp, counters)
       VALUES ($1, $2, $3, $4, $5::jsonb)
       ON CONFLICT (workspace_id, user_id) DO UPDATE
       SET total_xp = mine.total_xp + excluded.total_xp, updated_at = now(),
           counters = CASE WHEN $6::text IS NULL THEN mine.counters
             ELSE mine.counters || jsonb_build_object($6::text, coalesce((mine.counters ->> $6::text)::integer, 0) + $7::integer) END`,
      [workspaceOf(tx), uuidv7(), userId, xp, JSON.stringify(counted), counter ?? null, times],
    );
    return tx.findOneByOrFail(UserStatsEntity, this.where(tx, { userId }));
  }
}
