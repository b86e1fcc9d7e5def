import { Injectable } from '@nestjs/common';
import { TenantRepository, workspaceOf, type NewRow, type Transaction } from '@raptor/persistence';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { KeywordOpportunityEntity } from './keyword-opportunity.entity';

const REPLACED = ['cluster', 'intent', 'volume', 'difficulty', 'gap_score', 'evidence_id', 'updated_at'];

@Injectable()
export class KeywordOpportunitiesRepository extends TenantRepository<KeywordOpportunityEntity> {
  constructor() {
    super(KeywordOpportunityEntity, { gap_score: 'gapScore' });
  }

  /** Stores them, in the place of those that are known. One that comes twice counts as it came last. */
  async keep(tx: Transaction, ...found: readonly NewRow<KeywordOpportunityEntity>[]): Promise<void> {
    if (found.length === 0) return;
    const once = new Map(found.map((row) => [row.keyword, { ...row, workspaceId: workspaceOf(tx) }]));
    await tx
      .createQueryBuilder()
      .insert()
      .into(KeywordOpportunityEntity)
      .values([...once.values()] as QueryDeepPartialEntity<KeywordOpportunityEntity>[])
      .orUpdate(REPLACED, ['workspace_id', 'keyword'])
      .updateEntity(false)
      .execute();
  }
}
