import { TenantRow } from '@raptor/persistence';
import { Check, Column, Entity, Index, Unique } from 'typeorm';

/** Something an agent of this guild looked at: once for each content, however often it was read. */
@Entity({ name: 'agent_evidence' })
@Unique(['workspaceId', 'contentHash'])
@Index(['workspaceId', 'createdAt', 'id'])
@Check('agent_evidence_kind_check', `kind IN ('page', 'feed', 'memory', 'rows', 'vendor')`)
@Check('agent_evidence_content_hash_check', `content_hash ~ '^[0-9a-f]{64}$'`)
export class AgentEvidenceEntity extends TenantRow {
  /** SHA-256 of the content, in hex: with the guild's name before it, its id for everybody. */
  @Column('text') contentHash!: string;
  @Column('text') kind!: string;
  @Column('text') source!: string;
  @Column('text', { nullable: true }) url!: string | null;
  @Column('text', { nullable: true }) title!: string | null;
  /** Up to 20,000 characters; longer content is in the object store. */
  @Column('text') text!: string;
  @Column('text', { nullable: true }) objectKey!: string | null;
  @Column('jsonb', { nullable: true }) data!: unknown;
  @Column('boolean') tainted!: boolean;
  /** First and last time. */
  @Column('timestamptz') firstSeenAt!: Date;
  @Column('timestamptz') lastSeenAt!: Date;
}
