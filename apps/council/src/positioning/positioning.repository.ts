import { Injectable } from '@nestjs/common';
import { TenantRepository, workspaceOf, type Changes, type Transaction } from '@raptor/persistence';
import { CohortEntity } from '../cohorts/cohort.entity';
import { PositioningEntity } from './positioning.entity';

@Injectable()
export class PositioningRepository extends TenantRepository<PositioningEntity> {
  constructor() {
    super(PositioningEntity);
  }

  activeOf(tx: Transaction, cohortId: string): Promise<PositioningEntity | null> {
    return tx.findOneBy(PositioningEntity, this.where(tx, { cohortId, isActive: true }));
  }

  /** Nobody else changes it, nor makes another of its cohort active, until the transaction ends. @throws AppError RESOURCE_NOT_FOUND */
  async lock(tx: Transaction, id: string): Promise<PositioningEntity> {
    const { cohortId } = await this.get(tx, id);
    await this.takeTurn(tx, cohortId);
    const lock = { mode: 'for_no_key_update' } as const;
    return (await tx.findOne(PositioningEntity, { where: this.where(tx, { id }), lock })) ?? this.get(tx, id);
  }

  /**
   * Makes it the one that its cohort is spoken to by.
   * @param changes what else becomes of it.
   * @throws AppError RESOURCE_NOT_FOUND
   */
  async activate(tx: Transaction, id: string, changes: Changes<PositioningEntity> = {}): Promise<void> {
    const { cohortId } = await this.get(tx, id);
    await this.takeTurn(tx, cohortId);
    const active = await this.activeOf(tx, cohortId);
    if (active && active.id !== id) await this.update(tx, active.id, { isActive: false });
    await this.update(tx, id, { ...changes, isActive: true });
  }

  /**
   * Two who activate at once take turns at the cohort's row, which is there also before its first positioning; without, the second would not
   * see what the first made active.
   */
  private async takeTurn(tx: Transaction, cohortId: string): Promise<void> {
    await tx.findOne(CohortEntity, {
      select: { id: true },
      where: { workspaceId: workspaceOf(tx), id: cohortId },
      lock: { mode: 'for_no_key_update' },
    });
  }
}
