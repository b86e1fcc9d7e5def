import { TenantRepository, workspaceOf, type NewRow, type Transaction } from '@raptor/persistence';
import { In } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { AgentEvidenceEntity } from './agent-evidence.entity';

export class AgentEvidenceRepository extends TenantRepository<AgentEvidenceEntity> {
  constructor() {
    super(AgentEvidenceEntity);
  }

  /** Stores each, or notes that the same content was seen again. No content may be there twice. */
  async keep(tx: Transaction, rows: readonly NewRow<AgentEvidenceEntity>[]): Promise<void> {
    if (rows.length === 0) return;
    const workspaceId = workspaceOf(tx);
    await tx
      .createQueryBuilder()
      .insert()
      .into(AgentEvidenceEntity)
      .values(rows.map((row) => ({ ...row, workspaceId })) as QueryDeepPartialEntity<AgentEvidenceEntity>[])
      .orUpdate(['last_seen_at', 'updated_at'], ['workspace_id', 'content_hash'])
      .updateEntity(false)
      .execute();
  }

  withContent(tx: Transaction, contentHashes: readonly string[]): Promise<AgentEvidenceEntity[]> {
    return tx.find(AgentEvidenceEntity, { where: this.where(tx, { contentHash: In([...contentHashes]) }) });
  }
}
