import { TenantRow } from '@raptor/persistence';
import { Check, Column, Entity, ForeignKey, Unique } from 'typeorm';
import { AssetVersionEntity } from './asset-version.entity';

/** One reviewer's score of one version by one criterion. */
@Entity({ name: 'asset_reviews' })
@ForeignKey(
  () => AssetVersionEntity,
  ['workspaceId', 'assetId', 'assetVersion'],
  ['workspaceId', 'assetId', 'number'],
  { onDelete: 'CASCADE' },
)
@Unique('asset_reviews_one_score_key', ['workspaceId', 'assetId', 'assetVersion', 'reviewerAgent', 'criterion'])
@Check('asset_reviews_reviewer_agent_check', `reviewer_agent ~ '^[A-Z]+-[0-9]{3}$'`)
@Check('asset_reviews_criterion_check', 'char_length(criterion) BETWEEN 1 AND 100')
@Check('asset_reviews_score_check', 'score BETWEEN 1 AND 10')
export class AssetReviewEntity extends TenantRow {
  @Column('uuid') assetId!: string;
  @Column('integer', { name: 'version' }) assetVersion!: number;
  @Column('text') reviewerAgent!: string;
  @Column('text') criterion!: string;
  @Column('double precision') score!: number;
  @Column('text', { default: '' }) comments!: string;
}
