import { Injectable } from '@nestjs/common';
import type { BriefType } from '@raptor/contracts';
import { TenantRepository, type Transaction } from '@raptor/persistence';
import { WarBriefEntity } from './war-brief.entity';

@Injectable()
export class WarBriefsRepository extends TenantRepository<WarBriefEntity> {
  constructor() {
    super(WarBriefEntity);
  }

  latest(tx: Transaction, briefType: BriefType, campaignId?: string): Promise<WarBriefEntity | null> {
    return tx.findOne(WarBriefEntity, {
      where: this.where(tx, { briefType, ...(campaignId !== undefined && { campaignId }) }),
      order: { createdAt: 'DESC', id: 'DESC' },
    });
  }
}
