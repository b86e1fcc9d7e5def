import { Injectable } from '@nestjs/common';
import { TenantRepository, type NewRow, type Transaction, workspaceOf } from '@raptor/persistence';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { ClaimEvidenceEntity } from './claim-evidence.entity';

const SAME_CLAIM = ['workspace_id', 'asset_id', 'version', 'kind', 'claim'];

@Injectable()
export class ClaimEvidenceRepository extends TenantRepository<ClaimEvidenceEntity> {
  constructor() {
    super(ClaimEvidenceEntity);
  }

  /** Stores a claim, or what is known of it now. One that people have waived stays as they left it. */
  async record(tx: Transaction, claim: NewRow<ClaimEvidenceEntity>): Promise<void> {
    const row = { ...claim, workspaceId: workspaceOf(tx) } as QueryDeepPartialEntity<ClaimEvidenceEntity>;
    await tx
      .createQueryBuilder()
      .insert()
      .into(ClaimEvidenceEntity)
      .values(row)
      .orUpdate(['evidence_id', 'state', 'updated_at'], SAME_CLAIM, {
        overwriteCondition: { where: `claim_evidence.state <> 'waived'` },
      })
      .updateEntity(false)
      .execute();
  }

  /** Lets a claim pass without evidence. @returns false when it has some, or was waived before. */
  async waive(tx: Transaction, id: string): Promise<boolean> {
    const where = this.where(tx, { id, state: 'unsupported' });
    const { affected } = await tx.update(ClaimEvidenceEntity, where, { state: 'waived' });
    return affected === 1;
  }

  /** What a version claims and cannot show: nothing of it may pass. */
  unsupported(tx: Transaction, assetId: string, assetVersion: number): Promise<ClaimEvidenceEntity[]> {
    const where = this.where(tx, { assetId, assetVersion, state: 'unsupported' });
    return tx.find(ClaimEvidenceEntity, { where, order: { createdAt: 'ASC', id: 'ASC' } });
  }
}
