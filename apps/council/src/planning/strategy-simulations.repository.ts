import { Injectable } from '@nestjs/common';
import { TenantRepository } from '@raptor/persistence';
import { StrategySimulationEntity } from './strategy-simulation.entity';

@Injectable()
export class StrategySimulationsRepository extends TenantRepository<StrategySimulationEntity> {
  constructor() {
    super(StrategySimulationEntity);
  }
}
