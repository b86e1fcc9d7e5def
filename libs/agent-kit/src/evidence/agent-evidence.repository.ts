import { TenantRepository, workspaceOf, type NewRow, type Transaction } from '@raptor/persistence';
import { AppError } from '@raptor/platform';
import { In } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { LAZY } from '../runs/lazy-commit';
import { AgentEvidenceEntity } from './agent-evidence.entity';

export class AgentEvidenceRepository extends TenantRepository<AgentEvidenceEntity> {
  constructor() {
    super(AgentEvidenceEntity);
  }

  /** Stores each, or notes that the same content was seen again; what was once written by strangers stays so. No content may be there twice. */
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
    const tainted = rows.filter((row) => row.tainted).map(({ contentHash }) => contentHash);
    if (tainted.length > 0)
      await tx.update(AgentEvidenceEntity, this.where(tx, { contentHash: In(tainted), tainted: false }), {
        tainted: true,
      });
  }

  /**
   * For whoever is about to write: what was at work when its workspace was deleted may come after the purge. The transaction's commit does not wait
   * for the disk: evidence is read before anything is bought for it, and can be read again.
   * @throws AppError RESOURCE_NOT_FOUND for a workspace that was deleted.
   */
  async refuseDeleted(tx: Transaction): Promise<void> {
    const { schema } = tx.connection.getMetadata(AgentEvidenceEntity);
    const [known] = await tx.query<{ isDeleted: boolean }[]>(
      `SELECT EXISTS (SELECT FROM ${schema}.workspace_lives WHERE workspace_id = $1 AND deleted_at IS NOT NULL) AS "isDeleted", ${LAZY}`,
      [workspaceOf(tx)],
    );
    if (known?.isDeleted) throw new AppError('RESOURCE_NOT_FOUND', 'The workspace was deleted');
  }

  withContent(tx: Transaction, contentHashes: readonly string[]): Promise<AgentEvidenceEntity[]> {
    return tx.find(AgentEvidenceEntity, { where: this.where(tx, { contentHash: In([...contentHashes]) }) });
  }
}
