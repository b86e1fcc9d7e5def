import { References, TenantRow } from '@raptor/persistence';
import { Check, Column, Entity, Index, Unique } from 'typeorm';
import { AchievementEntity } from './achievement.entity';

/** How far a person is with an achievement, and since when it is theirs. */
@Entity({ name: 'user_achievements' })
@References(() => AchievementEntity, 'achievementId', { onDelete: 'CASCADE' })
@Unique(['workspaceId', 'userId', 'achievementId'])
@Index(['workspaceId', 'achievementId'])
@Check('user_achievements_progress_check', 'progress BETWEEN 0 AND 1')
@Check('user_achievements_unlock_check', '(unlocked_at IS NOT NULL) = (progress = 1)')
export class UserAchievementEntity extends TenantRow {
  @Column('uuid') userId!: string;
  @Column('uuid') achievementId!: string;
  @Column('double precision', { default: 0 }) progress!: number;
  @Column('timestamptz', { nullable: true }) unlockedAt!: Date | null;
  /** Herald's words for it. */
  @Column('text', { nullable: true }) narrative!: string | null;
}
