import { TenantRow, oneOf } from '@raptor/persistence';
import { Check, Column, Entity, Index } from 'typeorm';

export const INSIGHT_IMPACTS = ['low', 'medium', 'high'] as const;
export type InsightImpact = (typeof INSIGHT_IMPACTS)[number];

export const INSIGHT_STATES = ['new', 'accepted', 'applied', 'dismissed'] as const;
export type InsightState = (typeof INSIGHT_STATES)[number];

/** A conclusion from signals. */
@Entity({ name: 'strategy_insights' })
@Index(['workspaceId', 'createdAt', 'id'])
@Check('strategy_insights_insight_type_check', `insight_type <> ''`)
@Check('strategy_insights_title_check', `title <> ''`)
@Check('strategy_insights_confidence_check', 'confidence BETWEEN 0 AND 1')
@Check('strategy_insights_impact_check', oneOf('impact', INSIGHT_IMPACTS))
@Check('strategy_insights_state_check', oneOf('state', INSIGHT_STATES))
export class InsightEntity extends TenantRow {
  @Column('text') insightType!: string;
  @Column('text') title!: string;
  @Column('text', { array: true, default: [] }) evidenceIds!: string[];
  @Column('double precision') confidence!: number;
  @Column('text') impact!: InsightImpact;
  @Column('text', { default: '' }) recommendedAction!: string;
  @Column('text', { default: 'new' }) state!: InsightState;
}
