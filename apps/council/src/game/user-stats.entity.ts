import { TenantRow } from '@raptor/persistence';
import { Check, Column, Entity, Index, Unique } from 'typeorm';

/** What a person has done in a workspace, counted. */
@Entity({ name: 'user_stats' })
@Unique(['workspaceId', 'userId'])
@Index(['workspaceId', 'totalXp', 'id'])
@Check('user_stats_total_xp_check', 'total_xp >= 0')
@Check('user_stats_current_streak_check', 'current_streak >= 0')
@Check('user_stats_longest_streak_check', 'longest_streak >= current_streak')
@Check('user_stats_streak_week_check', 'extract(isodow FROM streak_week) = 1')
export class UserStatsEntity extends TenantRow {
  @Column('uuid') userId!: string;
  @Column('integer', { default: 0 }) totalXp!: number;
  /** The first is 1; every 1,000 XP is one more. */
  @Column({
    type: 'integer',
    generatedType: 'STORED',
    asExpression: 'total_xp / 1000 + 1',
    insert: false,
    update: false,
  })
  readonly level!: number;
  /** In weeks. */
  @Column('integer', { default: 0 }) currentStreak!: number;
  @Column('integer', { default: 0 }) longestStreak!: number;
  /** The Monday of the last week that counted. */
  @Column('date', { nullable: true }) streakWeek!: string | null;
  /** What achievements are unlocked by: `assets_approved` and the like. */
  @Column('jsonb', { default: {} }) counters!: Record<string, number>;
  @Column('jsonb', { default: {} }) preferences!: Record<string, unknown>;
}
