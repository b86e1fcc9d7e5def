import { Injectable } from '@nestjs/common';
import { TenantRepository, workspaceOf, type NewRow, type Transaction } from '@raptor/persistence';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { AssetReviewEntity } from './asset-review.entity';

@Injectable()
export class AssetReviewsRepository extends TenantRepository<AssetReviewEntity> {
  constructor() {
    super(AssetReviewEntity, { score: 'score' });
  }

  /** Stores a score, or puts it in the place of the one that this reviewer gave the version by this criterion before. */
  async record(tx: Transaction, review: NewRow<AssetReviewEntity>): Promise<void> {
    const row = { ...review, workspaceId: workspaceOf(tx) } as QueryDeepPartialEntity<AssetReviewEntity>;
    await tx
      .createQueryBuilder()
      .insert()
      .into(AssetReviewEntity)
      .values(row)
      .orUpdate(
        ['score', 'comments', 'updated_at'],
        ['workspace_id', 'asset_id', 'version', 'reviewer_agent', 'criterion'],
      )
      .updateEntity(false)
      .execute();
  }

  /** Mean of a version's scores, 1..10; null when nobody has reviewed it. */
  meanScore(tx: Transaction, assetId: string, assetVersion: number): Promise<number | null> {
    return tx.average(AssetReviewEntity, 'score', this.where(tx, { assetId, assetVersion }));
  }
}
