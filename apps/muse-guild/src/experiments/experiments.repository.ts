import { Injectable } from '@nestjs/common';
import { TenantRepository, type Transaction } from '@raptor/persistence';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { ExperimentEntity, type ExperimentState } from './experiment.entity';

/** Each step answers whether it was taken: false when the experiment was not, or not any more, where it begins. */
@Injectable()
export class ExperimentsRepository extends TenantRepository<ExperimentEntity> {
  constructor() {
    super(ExperimentEntity);
  }

  start(tx: Transaction, id: string): Promise<boolean> {
    return this.step(tx, id, 'planned', { state: 'running', startedAt: () => 'now()' });
  }

  /** @param winner name of the variant that did better, null when none did. */
  conclude(tx: Transaction, id: string, winner: string | null): Promise<boolean> {
    return this.step(tx, id, 'running', { state: 'concluded', winner, endedAt: () => 'now()' });
  }

  stop(tx: Transaction, id: string, stoppedReason: string): Promise<boolean> {
    return this.step(tx, id, 'running', { state: 'stopped', stoppedReason, endedAt: () => 'now()' });
  }

  private async step(
    tx: Transaction,
    id: string,
    from: ExperimentState,
    set: QueryDeepPartialEntity<ExperimentEntity>,
  ): Promise<boolean> {
    const { affected } = await tx.update(ExperimentEntity, this.where(tx, { id, state: from }), set);
    return affected === 1;
  }
}
