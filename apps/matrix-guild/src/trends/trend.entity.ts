import { TenantRow, oneOf } from '@raptor/persistence';
import { Check, Column, Entity, Index, Unique } from 'typeorm';

export const TREND_STAGES = ['emerging', 'peak', 'declining'] as const;
export type TrendStage = (typeof TREND_STAGES)[number];

export interface MentionCount {
  /** Day, as `2026-03-01`. */
  readonly on: string;
  readonly count: number;
}

/** A topic and how much it is talked of, as last looked at. */
@Entity({ name: 'trends' })
@Unique(['workspaceId', 'topic'])
@Index(['workspaceId', 'newsjackScore', 'id'])
@Index(['workspaceId', 'createdAt', 'id'])
@Check('trends_topic_check', 'char_length(topic) BETWEEN 1 AND 200')
@Check('trends_velocity_check', `velocity > '-Infinity' AND velocity < 'Infinity'`)
@Check('trends_acceleration_check', `acceleration > '-Infinity' AND acceleration < 'Infinity'`)
@Check('trends_stage_check', oneOf('stage', TREND_STAGES))
@Check('trends_newsjack_score_check', 'newsjack_score BETWEEN 0 AND 1')
export class TrendEntity extends TenantRow {
  @Column('text') topic!: string;
  /** The oldest first. */
  @Column('jsonb', { default: [] }) mentions!: MentionCount[];
  /** Mentions a day, and by how much that changes a day. */
  @Column('double precision') velocity!: number;
  @Column('double precision') acceleration!: number;
  @Column('text') stage!: TrendStage;
  @Column('date', { nullable: true }) predictedPeakOn!: string | null;
  /** 0..1: how well it would carry a story of ours. */
  @Column('double precision') newsjackScore!: number;
}
