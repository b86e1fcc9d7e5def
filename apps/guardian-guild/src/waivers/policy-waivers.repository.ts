import { Injectable } from '@nestjs/common';
import { TenantRepository, type Transaction } from '@raptor/persistence';
import { MoreThan } from 'typeorm';
import { PolicyWaiverEntity } from './policy-waiver.entity';

@Injectable()
export class PolicyWaiversRepository extends TenantRepository<PolicyWaiverEntity> {
  constructor() {
    super(PolicyWaiverEntity);
  }

  /** Those that hold for this content at that moment. */
  active(tx: Transaction, contentHash: string, at: Date): Promise<PolicyWaiverEntity[]> {
    return tx.find(PolicyWaiverEntity, {
      where: this.where(tx, { contentHash, expiresAt: MoreThan(at) }),
      order: { createdAt: 'ASC', id: 'ASC' },
      take: 200,
    });
  }

  /** Ids of the rules that this content may break at that moment. */
  async waivedRules(tx: Transaction, contentHash: string, at: Date): Promise<Set<string>> {
    const where = this.where(tx, { contentHash, expiresAt: MoreThan(at) });
    const waivers = await tx.find(PolicyWaiverEntity, { where, select: { ruleId: true } });
    return new Set(waivers.map(({ ruleId }) => ruleId));
  }
}
