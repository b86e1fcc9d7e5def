import { Injectable } from '@nestjs/common';
import { TenantRepository, type Transaction } from '@raptor/persistence';
import { InsightEntity, type InsightState } from './insight.entity';

@Injectable()
export class InsightsRepository extends TenantRepository<InsightEntity> {
  constructor() {
    super(InsightEntity);
  }

  /** @returns false when it was not, or not any more, in the state `from`. */
  async move(tx: Transaction, id: string, from: InsightState, to: InsightState): Promise<boolean> {
    const { affected } = await tx.update(InsightEntity, this.where(tx, { id, state: from }), { state: to });
    return affected === 1;
  }
}
