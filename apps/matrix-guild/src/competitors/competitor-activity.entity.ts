import { References, TenantRow, oneOf } from '@raptor/persistence';
import { Check, Column, Entity, Index } from 'typeorm';
import { CompetitorEntity } from './competitor.entity';

export const ACTIVITY_IMPACTS = ['low', 'medium', 'high'] as const;
export type ActivityImpact = (typeof ACTIVITY_IMPACTS)[number];

/** Something a competitor did or changed. */
@Entity({ name: 'competitor_tracking' })
@References(() => CompetitorEntity, 'competitorId', { onDelete: 'CASCADE' })
@Index(['workspaceId', 'competitorId', 'detectedAt'])
@Index(['workspaceId', 'createdAt', 'id'])
@Check('competitor_tracking_activity_type_check', `activity_type <> ''`)
@Check('competitor_tracking_title_check', `title <> ''`)
@Check('competitor_tracking_impact_check', oneOf('impact', ACTIVITY_IMPACTS))
@Check('competitor_tracking_before_hash_check', `before_hash ~ '^[0-9a-f]{64}$'`)
@Check('competitor_tracking_after_hash_check', `after_hash ~ '^[0-9a-f]{64}$'`)
@Check('competitor_tracking_change_check', 'before_hash <> after_hash')
export class CompetitorActivityEntity extends TenantRow {
  @Column('uuid') competitorId!: string;
  /** Such as `page_changed`, `price_changed`, `ad_started`. */
  @Column('text') activityType!: string;
  @Column('text') title!: string;
  @Column('text', { default: '' }) summary!: string;
  @Column('text', { nullable: true }) url!: string | null;
  @Column('text') impact!: ActivityImpact;
  /** Hashes of what was there before and after, where it is a change of content. */
  @Column('text', { nullable: true }) beforeHash!: string | null;
  @Column('text', { nullable: true }) afterHash!: string | null;
  @Column('timestamptz') detectedAt!: Date;
}
