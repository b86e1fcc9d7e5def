import { MEMORY_KINDS, type MemoryKind } from '@raptor/contracts';
import { TenantRow, oneOf } from '@raptor/persistence';
import { Check, Column, Entity, Index, Unique } from 'typeorm';

/** The text behind each vector: the vector store is rebuilt from here, and what is not here is not remembered. */
@Entity({ name: 'agent_memories' })
@Unique(['workspaceId', 'kind', 'textHash'])
@Index(['workspaceId', 'kind', 'createdAt', 'id'])
@Index('agent_memories_unindexed_idx', ['workspaceId', 'createdAt', 'id'], { where: 'indexed_at IS NULL' })
@Check('agent_memories_kind_check', oneOf('kind', MEMORY_KINDS))
@Check('agent_memories_text_hash_check', `text_hash ~ '^[0-9a-f]{64}$'`)
@Check('agent_memories_agent_code_check', `agent_code ~ '^(LORD|RES|MUSE|MTX|GRD)-[0-9]{3}$'`)
export class AgentMemoryEntity extends TenantRow {
  @Column('text') kind!: MemoryKind;
  @Column('text') text!: string;
  @Column('text') textHash!: string;
  @Column('jsonb', { default: {} }) metadata!: Record<string, string | number | boolean>;
  @Column('text', { array: true, default: [] }) evidenceIds!: string[];
  @Column('text') agentCode!: string;
  @Column('uuid', { nullable: true }) runId!: string | null;
  /** Written from text of strangers. */
  @Column('boolean', { default: false }) tainted!: boolean;
  /** From then on it is not remembered. */
  @Column('timestamptz', { nullable: true }) expiresAt!: Date | null;
  /** When its vectors were stored, and by which embedder; null: still to be done. */
  @Column('timestamptz', { nullable: true }) indexedAt!: Date | null;
  @Column('text', { nullable: true }) indexedBy!: string | null;
}
