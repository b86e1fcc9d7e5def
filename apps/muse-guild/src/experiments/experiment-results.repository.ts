import { Injectable } from '@nestjs/common';
import { TenantRepository, workspaceOf, type NewRow, type Transaction } from '@raptor/persistence';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { ExperimentResultEntity } from './experiment-result.entity';

export interface VariantTotal {
  readonly variant: string;
  readonly exposures: number;
  readonly conversions: number;
}

@Injectable()
export class ExperimentResultsRepository extends TenantRepository<ExperimentResultEntity> {
  constructor() {
    super(ExperimentResultEntity, { observed_at: 'observedAt' });
  }

  /** @returns how many were new; the others had been told before. */
  async record(tx: Transaction, results: readonly NewRow<ExperimentResultEntity>[]): Promise<number> {
    if (results.length === 0) return 0;
    const workspaceId = workspaceOf(tx);
    const { raw } = await tx
      .createQueryBuilder()
      .insert()
      .into(ExperimentResultEntity)
      .values(results.map((row) => ({ ...row, workspaceId })) as QueryDeepPartialEntity<ExperimentResultEntity>[])
      .orIgnore()
      .updateEntity(false)
      .returning('id')
      .execute();
    return (raw as unknown[]).length;
  }

  /** Sums by variant, in the order of their names. */
  totals(tx: Transaction, experimentId: string): Promise<VariantTotal[]> {
    return tx
      .createQueryBuilder(ExperimentResultEntity, 'result')
      .select('result.variant', 'variant')
      .addSelect('sum(result.exposures)::double precision', 'exposures')
      .addSelect('sum(result.conversions)::double precision', 'conversions')
      .where(this.where(tx, { experimentId }))
      .groupBy('result.variant')
      .orderBy('result.variant')
      .getRawMany<VariantTotal>();
  }
}
