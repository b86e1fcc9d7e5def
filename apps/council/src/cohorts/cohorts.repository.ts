import { Injectable } from '@nestjs/common';
import { TenantRepository } from '@raptor/persistence';
import { CohortEntity } from './cohort.entity';

@Injectable()
export class CohortsRepository extends TenantRepository<CohortEntity> {
  constructor() {
    super(CohortEntity, { name: 'name' });
  }
}
