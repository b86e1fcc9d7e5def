import type { PolicyRule } from '@raptor/policy-packs';
import { Check, Column, CreateDateColumn, Entity, PrimaryColumn, Unique } from 'typeorm';

/**
 * What a platform allows, everybody's alike: it belongs to no workspace. Migrations write packs and never change one;
 * the service may only read them.
 */
@Entity({ name: 'policy_packs' })
@Unique(['platform', 'version'])
@Check('policy_packs_platform_check', `platform <> ''`)
@Check('policy_packs_version_check', `version <> ''`)
@Check('policy_packs_rules_check', `jsonb_typeof(rules) = 'array'`)
@Check('policy_packs_content_hash_check', `content_hash ~ '^[0-9a-f]{64}$'`)
@Check('policy_packs_review_check', 'review_by >= effective_from')
export class PolicyPackEntity {
  @PrimaryColumn('uuid') id!: string;
  @Column('text') platform!: string;
  @Column('text') version!: string;
  @Column('jsonb') rules!: readonly PolicyRule[];
  @Column('date') effectiveFrom!: string;
  /** The day by which somebody has to look whether it still holds. */
  @Column('date') reviewBy!: string;
  /** SHA-256 of the rules. */
  @Column('text') contentHash!: string;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
}
