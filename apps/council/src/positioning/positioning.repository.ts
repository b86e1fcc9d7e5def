import { Injectable } from '@nestjs/common';
import { TenantRepository, type Transaction } from '@raptor/persistence';
import { PositioningEntity } from './positioning.entity';

@Injectable()
export class PositioningRepository extends TenantRepository<PositioningEntity> {
  constructor() {
    super(PositioningEntity);
  }

  activeOf(tx: Transaction, cohortId: string): Promise<PositioningEntity | null> {
    return tx.findOneBy(PositioningEntity, this.where(tx, { cohortId, isActive: true }));
  }

  /**
   * Makes it the one that its cohort is spoken to by.
   * @throws AppError RESOURCE_NOT_FOUND
   */
  async activate(tx: Transaction, id: string): Promise<void> {
    const { cohortId } = await this.get(tx, id);
    // Two who activate at once take turns here; without, the second would not see what the first made active.
    const all = await tx.find(PositioningEntity, {
      where: this.where(tx, { cohortId }),
      order: { id: 'ASC' },
      lock: { mode: 'for_no_key_update' },
    });
    for (const other of all.filter((each) => each.isActive && each.id !== id))
      await this.update(tx, other.id, { isActive: false });
    await this.update(tx, id, { isActive: true });
  }
}
