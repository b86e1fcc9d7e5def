import { Injectable } from '@nestjs/common';
import { TenantRepository, type Transaction } from '@raptor/persistence';
import { CouncilDecisionEntity } from './council-decision.entity';

@Injectable()
export class CouncilDecisionsRepository extends TenantRepository<CouncilDecisionEntity> {
  constructor() {
    super(CouncilDecisionEntity);
  }

  /** For its timeline, in the order in which they were made. */
  ofCampaign(tx: Transaction, campaignId: string): Promise<CouncilDecisionEntity[]> {
    return tx.find(CouncilDecisionEntity, {
      where: this.where(tx, { campaignId }),
      order: { createdAt: 'ASC', id: 'ASC' },
    });
  }
}
