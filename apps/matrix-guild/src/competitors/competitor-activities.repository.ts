import { Injectable } from '@nestjs/common';
import { TenantRepository, type Transaction } from '@raptor/persistence';
import { MoreThanOrEqual } from 'typeorm';
import { CompetitorActivityEntity } from './competitor-activity.entity';

@Injectable()
export class CompetitorActivitiesRepository extends TenantRepository<CompetitorActivityEntity> {
  constructor() {
    super(CompetitorActivityEntity, { detected_at: 'detectedAt' });
  }

  /** What one competitor did from then on, the newest first. */
  since(tx: Transaction, competitorId: string, from: Date): Promise<CompetitorActivityEntity[]> {
    const where = this.where(tx, { competitorId, detectedAt: MoreThanOrEqual(from) });
    return tx.find(CompetitorActivityEntity, { where, order: { detectedAt: 'DESC' } });
  }
}
