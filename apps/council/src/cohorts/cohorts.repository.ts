import { Injectable } from '@nestjs/common';
import { TenantRepository, type Transaction } from '@raptor/persistence';
import { CohortEntity } from './cohort.entity';

@Injectable()
export class CohortsRepository extends TenantRepository<CohortEntity> {
  constructor() {
    super(CohortEntity, { name: 'name' });
  }

  /** Nobody else changes it, nor which positioning it is spoken to by, until the transaction ends. @throws AppError RESOURCE_NOT_FOUND */
  async lock(tx: Transaction, id: string): Promise<CohortEntity> {
    const lock = { mode: 'for_no_key_update' } as const;
    return (await tx.findOne(CohortEntity, { where: this.where(tx, { id }), lock })) ?? this.get(tx, id);
  }
}
