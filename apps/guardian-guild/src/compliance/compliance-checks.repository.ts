import { Injectable } from '@nestjs/common';
import { TenantRepository, type Transaction } from '@raptor/persistence';
import { ComplianceCheckEntity } from './compliance-check.entity';

@Injectable()
export class ComplianceChecksRepository extends TenantRepository<ComplianceCheckEntity> {
  constructor() {
    super(ComplianceCheckEntity);
  }

  /** The last word on this exact content for a platform; null when it was never checked. */
  latest(tx: Transaction, contentHash: string, platform: string): Promise<ComplianceCheckEntity | null> {
    const where = this.where(tx, { contentHash, platform });
    return tx.findOne(ComplianceCheckEntity, { where, order: { createdAt: 'DESC', id: 'DESC' } });
  }
}
