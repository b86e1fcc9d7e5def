import { References, TenantRow } from '@raptor/persistence';
import { Check, Column, Entity, Unique } from 'typeorm';
import { AssetEntity } from './asset.entity';

export interface VersionProvenance {
  readonly mode: 'model' | 'cache' | 'floor' | 'person';
  readonly model?: string;
  readonly evidenceIds?: readonly string[];
  readonly costMicroUsd?: number;
}

/** What an asset said at one time. Written once: another text is another version. */
@Entity({ name: 'asset_versions' })
@References(() => AssetEntity, 'assetId', { onDelete: 'CASCADE' })
@Unique(['workspaceId', 'assetId', 'number'])
@Check('asset_versions_number_check', 'number >= 1')
@Check('asset_versions_content_hash_check', `content_hash ~ '^[0-9a-f]{64}$'`)
@Check('asset_versions_author_agent_check', `author_agent ~ '^[A-Z]+-[0-9]{3}$'`)
@Check('asset_versions_author_check', 'num_nonnulls(author_agent, author_id) = 1')
export class AssetVersionEntity extends TenantRow {
  @Column('uuid') assetId!: string;
  @Column('integer') number!: number;
  /** As the schema of its author's output has it. */
  @Column('jsonb') content!: unknown;
  /** Other ways to say it that were considered. */
  @Column('jsonb', { default: [] }) variants!: unknown[];
  /** SHA-256 of the content: what approvals and verdicts are about. */
  @Column('text') contentHash!: string;
  @Column('text', { nullable: true }) authorAgent!: string | null;
  /** The person who wrote it, when no agent did. */
  @Column('uuid', { nullable: true }) authorId!: string | null;
  @Column('text', { nullable: true }) revisionNote!: string | null;
  @Column('jsonb') provenance!: VersionProvenance;
}
