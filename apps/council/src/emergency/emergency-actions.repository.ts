import { Injectable } from '@nestjs/common';
import type { StopScope } from '@raptor/contracts';
import { TenantRepository, workspaceOf, type NewRow, type Transaction } from '@raptor/persistence';
import { IsNull } from 'typeorm';
import { EmergencyActionEntity } from './emergency-action.entity';

@Injectable()
export class EmergencyActionsRepository extends TenantRepository<EmergencyActionEntity> {
  constructor() {
    super(EmergencyActionEntity);
  }

  active(tx: Transaction): Promise<EmergencyActionEntity[]> {
    return tx.findBy(EmergencyActionEntity, this.where(tx, { endedAt: IsNull() }));
  }

  activeOf(tx: Transaction, scope: StopScope, target: string): Promise<EmergencyActionEntity | null> {
    return tx.findOneBy(EmergencyActionEntity, this.where(tx, { scope, target, endedAt: IsNull() }));
  }

  /** @returns the stop of that target: this one, or the one that is on already. */
  async start(
    tx: Transaction,
    action: NewRow<EmergencyActionEntity> & Pick<EmergencyActionEntity, 'scope' | 'target'>,
  ): Promise<EmergencyActionEntity> {
    await tx
      .createQueryBuilder()
      .insert()
      .into(EmergencyActionEntity)
      .values({ ...action, workspaceId: workspaceOf(tx) })
      .orIgnore()
      .execute();
    const { scope, target } = action;
    return tx.findOneByOrFail(EmergencyActionEntity, this.where(tx, { scope, target, endedAt: IsNull() }));
  }

  /** @returns false when it has ended before. */
  async end(tx: Transaction, id: string, endedBy: string): Promise<boolean> {
    const { affected } = await tx.update(EmergencyActionEntity, this.where(tx, { id, endedAt: IsNull() }), {
      endedBy,
      endedAt: () => 'now()',
      version: () => 'version + 1',
    });
    return affected === 1;
  }
}
