import { Injectable } from '@nestjs/common';
import { TenantRepository, workspaceOf, type Transaction } from '@raptor/persistence';
import { v7 as uuidv7 } from 'uuid';
import { AchievementEntity } from './achievement.entity';

type AchievementDefinition = Pick<
  AchievementEntity,
  'code' | 'name' | 'category' | 'xp' | 'rarity' | 'unlockCondition'
>;

@Injectable()
export class AchievementsRepository extends TenantRepository<AchievementEntity> {
  constructor() {
    super(AchievementEntity);
  }

  all(tx: Transaction): Promise<AchievementEntity[]> {
    return tx.find(AchievementEntity, { where: this.where(tx, {}), order: { code: 'ASC' } });
  }

  /** Those that the workspace has not; what is there stays as it is. */
  async seed(tx: Transaction, definitions: readonly AchievementDefinition[]): Promise<void> {
    await tx
      .createQueryBuilder()
      .insert()
      .into(AchievementEntity)
      .values(definitions.map((definition) => ({ ...definition, workspaceId: workspaceOf(tx), id: uuidv7() })))
      .orIgnore()
      .execute();
  }
}
