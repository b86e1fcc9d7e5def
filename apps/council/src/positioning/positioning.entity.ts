import { References, VersionedTenantRow } from '@raptor/persistence';
import { Check, Column, Entity, Index } from 'typeorm';
import { CohortEntity } from '../cohorts/cohort.entity';

/** What we want one cohort to think of us. Of all that were tried for a cohort at most one is active. */
@Entity({ name: 'positioning' })
@References(() => CohortEntity, 'cohortId', { onDelete: 'CASCADE' })
@Index(['workspaceId', 'createdAt', 'id'])
@Index(['workspaceId', 'cohortId', 'createdAt', 'id'])
@Index('positioning_active_key', ['workspaceId', 'cohortId'], { unique: true, where: 'is_active' })
@Check('positioning_for_whom_check', `for_whom <> ''`)
@Check('positioning_confidence_check', 'confidence BETWEEN 0 AND 1')
export class PositioningEntity extends VersionedTenantRow {
  @Column('uuid') cohortId!: string;
  @Column('text') forWhom!: string;
  @Column('text', { default: '' }) problemStatement!: string;
  @Column('text', { default: '' }) categoryFrame!: string;
  @Column('text', { default: '' }) differentiator!: string;
  @Column('text', { default: '' }) reasonToBelieve!: string;
  @Column('text', { default: '' }) competitiveAlternative!: string;
  @Column('double precision', { default: 0 }) confidence!: number;
  @Column('boolean', { default: false }) isActive!: boolean;
}
