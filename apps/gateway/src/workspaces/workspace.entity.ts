import { PLANS, type Plan, type ServiceKey } from '@raptor/contracts';
import { Secret, oneOf } from '@raptor/persistence';
import { Check, Column, CreateDateColumn, Entity, PrimaryColumn, Unique, UpdateDateColumn } from 'typeorm';

/** What a service has removed of a deleted workspace. */
export interface ServicePurge {
  readonly rows: Readonly<Record<string, number>>;
  /** Tables whose rows stay, because the service may not delete from them. */
  readonly kept?: readonly string[];
  /** When it had nothing left; absent while it is at it. */
  readonly at?: string;
}

/** A tenant: what belongs together and is kept apart from all others. */
@Entity({ name: 'workspaces' })
@Unique(['slug'])
@Check('workspaces_slug_check', `slug = lower(normalize(slug, NFKC)) AND slug <> ''`)
@Check('workspaces_plan_check', oneOf('plan', PLANS))
@Check('workspaces_purged_check', 'purged_at IS NULL OR deleted_at IS NOT NULL')
export class WorkspaceEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') name!: string;
  /** NFKC, lower case, so that two slugs that look the same are the same. */
  @Column('text') slug!: string;
  @Column('text', { default: 'free' }) plan!: Plan;
  @Column('text', { default: 'UTC' }) timezone!: string;
  @Column('jsonb', { default: {} }) settings!: Record<string, unknown>;
  /** Credentials of vendors and channels, encrypted. */
  @Secret() @Column('jsonb', { default: {} }) connections!: Record<string, unknown>;
  @Column('integer', { default: 1 }) version!: number;
  /** Since then nobody gets in. The row stays, emptied, so that its id is never given to another. */
  @Column('timestamptz', { nullable: true }) deletedAt!: Date | null;
  @Column('jsonb', { default: {} }) purges!: Partial<Record<ServiceKey, ServicePurge>>;
  /** Since then no service has a row of it. */
  @Column('timestamptz', { nullable: true }) purgedAt!: Date | null;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @UpdateDateColumn({ type: 'timestamptz' }) updatedAt!: Date;
}
