import { Injectable } from '@nestjs/common';
import { TenantRepository, workspaceOf, type NewRow, type Transaction } from '@raptor/persistence';
import { IsNull, MoreThan, Not } from 'typeorm';
import { AssetEntity } from './asset.entity';
import { AssetVersionEntity } from './asset-version.entity';

export type NewVersion = Omit<NewRow<AssetVersionEntity>, 'assetId' | 'number'>;

/** Versions, and which of them an asset counts by: both change here only, so that they agree. */
@Injectable()
export class AssetVersionsRepository extends TenantRepository<AssetVersionEntity> {
  constructor() {
    super(AssetVersionEntity, { number: 'number' });
  }

  /**
   * Gives the asset its next version, which becomes the one that counts, and makes it a draft again: what was approved
   * was another text. Writers of one asset take turns.
   * @returns the version's number, or null when there is no such asset.
   */
  async add(tx: Transaction, assetId: string, version: NewVersion): Promise<number | null> {
    if (!(await this.lock(tx, assetId))) return null;
    const last = await tx.maximum(AssetVersionEntity, 'number', this.where(tx, { assetId }));
    const number = (last ?? 0) + 1;
    await this.insert(tx, { ...version, assetId, number } as NewRow<AssetVersionEntity>);
    await this.point(tx, assetId, number);
    return number;
  }

  /** Lets another version count, which makes the asset a draft again. @returns false when there is no such version. */
  async choose(tx: Transaction, assetId: string, number: number): Promise<boolean> {
    await this.lock(tx, assetId);
    if (!(await tx.existsBy(AssetVersionEntity, this.where(tx, { assetId, number })))) return false;
    await this.point(tx, assetId, number);
    return true;
  }

  ofNumber(tx: Transaction, assetId: string, number: number): Promise<AssetVersionEntity | null> {
    return tx.findOneBy(AssetVersionEntity, this.where(tx, { assetId, number }));
  }

  /** Whether a person has written another version since. */
  isEditedAfter(tx: Transaction, assetId: string, number: number): Promise<boolean> {
    return tx.existsBy(
      AssetVersionEntity,
      this.where(tx, { assetId, number: MoreThan(number), authorId: Not(IsNull()) }),
    );
  }

  /** The version that counts; null when there is none yet. */
  async current(tx: Transaction, assetId: string): Promise<AssetVersionEntity | null> {
    const asset = await tx.findOneBy(AssetEntity, { workspaceId: workspaceOf(tx), id: assetId });
    if (!asset?.currentVersion) return null;
    return tx.findOneBy(AssetVersionEntity, this.where(tx, { assetId, number: asset.currentVersion }));
  }

  private async lock(tx: Transaction, assetId: string): Promise<boolean> {
    const where = { workspaceId: workspaceOf(tx), id: assetId };
    return (await tx.findOne(AssetEntity, { where, lock: { mode: 'pessimistic_write' } })) !== null;
  }

  private async point(tx: Transaction, assetId: string, currentVersion: number): Promise<void> {
    await tx.update(AssetEntity, { workspaceId: workspaceOf(tx), id: assetId }, { currentVersion, state: 'draft' });
  }
}
