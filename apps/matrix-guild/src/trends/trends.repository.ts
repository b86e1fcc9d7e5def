import { Injectable } from '@nestjs/common';
import { TenantRepository, workspaceOf, type NewRow, type Transaction } from '@raptor/persistence';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { TrendEntity } from './trend.entity';

const REPLACED = ['mentions', 'velocity', 'acceleration', 'stage', 'predicted_peak_on', 'newsjack_score', 'updated_at'];

@Injectable()
export class TrendsRepository extends TenantRepository<TrendEntity> {
  constructor() {
    super(TrendEntity, { newsjack_score: 'newsjackScore' });
  }

  /** Stores it, or puts it in the place of what was known of the topic. @returns the id under which it is kept. */
  async keep(tx: Transaction, trend: NewRow<TrendEntity>): Promise<string> {
    const row = { ...trend, workspaceId: workspaceOf(tx) } as QueryDeepPartialEntity<TrendEntity>;
    const { raw } = await tx
      .createQueryBuilder()
      .insert()
      .into(TrendEntity)
      .values(row)
      .orUpdate(REPLACED, ['workspace_id', 'topic'])
      .updateEntity(false)
      .returning('id')
      .execute();
    return (raw as [{ id: string }])[0].id;
  }
}
