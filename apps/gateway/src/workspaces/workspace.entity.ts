import { Check, Column, CreateDateColumn, Entity, PrimaryColumn, Unique, UpdateDateColumn } from 'typeorm';

/** Monthly allowance by plan: free 100k, pro 1M, enterprise 2M tokens. */
export type Plan = 'free' | 'pro' | 'enterprise';

@Entity({ name: 'workspaces' })
@Unique('workspaces_slug_key', ['slug'])
@Check('workspaces_slug_check', `slug = lower(normalize(slug, NFKC)) AND slug <> ''`)
@Check('workspaces_plan_check', `plan IN ('free', 'pro', 'enterprise')`)
export class WorkspaceEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'workspaces_pkey' }) id!: string;
  @Column('text') name!: string;
  /** NFKC, lower case, so that two slugs that look the same are the same. */
  @Column('text') slug!: string;
  @Column('text', { default: 'free' }) plan!: Plan;
  @Column('text', { default: 'UTC' }) timezone!: string;
  @Column('jsonb', { default: {} }) settings!: Record<string, unknown>;
  /** Credentials of vendors and channels, encrypted. */
  @Column('jsonb', { default: {} }) connections!: Record<string, unknown>;
  @Column('integer', { default: 1 }) version!: number;
  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
  @UpdateDateColumn({ type: 'timestamptz', name: 'updated_at' }) updatedAt!: Date;
}
