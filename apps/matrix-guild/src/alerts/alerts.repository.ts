import { Injectable } from '@nestjs/common';
import type { AlertState } from '@raptor/contracts';
import { TenantRepository, workspaceOf, type NewRow, type Transaction } from '@raptor/persistence';
import { In } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { AlertEntity } from './alert.entity';

type TakenState = Exclude<AlertState, 'unacknowledged'>;

/** From where each state is reached. */
const REACHED_FROM: Record<TakenState, readonly AlertState[]> = {
  acknowledged: ['unacknowledged'],
  in_progress: ['unacknowledged', 'acknowledged'],
  resolved: ['unacknowledged', 'acknowledged', 'in_progress'],
};

@Injectable()
export class AlertsRepository extends TenantRepository<AlertEntity> {
  constructor() {
    super(AlertEntity);
  }

  /** @returns false when the signal has raised an alert of this type before; then nothing is stored. */
  async raise(tx: Transaction, alert: NewRow<AlertEntity>): Promise<boolean> {
    const row = { ...alert, workspaceId: workspaceOf(tx) } as QueryDeepPartialEntity<AlertEntity>;
    const { raw } = await tx
      .createQueryBuilder()
      .insert()
      .into(AlertEntity)
      .values(row)
      .orIgnore()
      .updateEntity(false)
      .returning('id')
      .execute();
    return (raw as unknown[]).length === 1;
  }

  /** @param by the person; null when it is the system. @returns false when the alert was there or further already. */
  async advance(tx: Transaction, id: string, to: TakenState, by: string | null): Promise<boolean> {
    const { affected } = await tx
      .createQueryBuilder()
      .update(AlertEntity)
      .set({
        state: to,
        acknowledgedAt: () => 'coalesce(acknowledged_at, now())',
        acknowledgedBy: () => 'CASE WHEN acknowledged_at IS NULL THEN :by::uuid ELSE acknowledged_by END',
        ...(to === 'resolved' && { resolvedAt: () => 'now()' }),
      })
      .setParameter('by', by)
      .where(this.where(tx, { id, state: In([...REACHED_FROM[to]]) }))
      .execute();
    return affected === 1;
  }
}
