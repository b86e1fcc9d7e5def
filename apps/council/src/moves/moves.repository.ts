import { Injectable } from '@nestjs/common';
import { TenantRepository, workspaceOf, type Changes, type Transaction } from '@raptor/persistence';
import { Between, In, IsNull, Not } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { MoveEntity } from './move.entity';

/** What a decision about a move was based on. */
export type SeenMove = Pick<MoveEntity, 'id' | 'version' | 'state'>;

@Injectable()
export class MovesRepository extends TenantRepository<MoveEntity> {
  constructor() {
    super(MoveEntity);
  }

  /** Nobody else changes it until the transaction ends. @throws AppError RESOURCE_NOT_FOUND */
  async lock(tx: Transaction, id: string): Promise<MoveEntity> {
    const lock = { mode: 'for_no_key_update' } as const;
    return (await tx.findOne(MoveEntity, { where: this.where(tx, { id }), lock })) ?? this.get(tx, id);
  }

  /** @returns whether the move still was as it was seen; if not, nothing has changed. */
  async advance(
    tx: Transaction,
    { id, version, state }: SeenMove,
    changes: Omit<Changes<MoveEntity>, 'effectKey' | 'receipt' | 'executedAt'>,
  ): Promise<boolean> {
    const set = { ...changes, version: () => 'version + 1' } as QueryDeepPartialEntity<MoveEntity>;
    const { affected } = await tx.update(MoveEntity, this.where(tx, { id, version, state }), set);
    return affected === 1;
  }

  /** For the calendar, in its order. */
  scheduledBetween(tx: Transaction, from: Date, to: Date): Promise<MoveEntity[]> {
    return tx.find(MoveEntity, {
      where: this.where(tx, { scheduledFor: Between(from, to) }),
      order: { scheduledFor: 'ASC', id: 'ASC' },
    });
  }

  /** Of a chapter, those that have not ended. */
  countOpen(tx: Transaction, questId: string, chapter: number): Promise<number> {
    return tx.countBy(MoveEntity, this.where(tx, { questId, chapter, state: Not(In(['complete', 'killed'])) }));
  }

  /** What an emergency stop holds back: everything that is scheduled and has not begun to leave. */
  waiting(tx: Transaction): Promise<MoveEntity[]> {
    return tx.find(MoveEntity, {
      where: this.where(tx, {
        scheduledFor: Not(IsNull()),
        effectKey: IsNull(),
        state: Not(In(['complete', 'killed'])),
      }),
      order: { scheduledFor: 'ASC', id: 'ASC' },
    });
  }

  /**
   * Takes the right to the effect, once and for ever. Only who gets `true` may let it leave.
   * @returns false when this move has an effect already, or the same effect is another move's.
   */
  async claimEffect(tx: Transaction, id: string, effectKey: string): Promise<boolean> {
    const [, claimed] = await tx.query<[unknown, number]>(
      `UPDATE council.moves SET effect_key = $3, version = version + 1, updated_at = now()
       WHERE workspace_id = $1 AND id = $2 AND effect_key IS NULL
         AND NOT EXISTS (SELECT FROM council.moves AS other WHERE other.workspace_id = $1 AND other.effect_key = $3)`,
      [workspaceOf(tx), id, effectKey],
    );
    return claimed === 1;
  }

  /** @returns whether it was the first that was heard of this effect's outcome. */
  async recordReceipt(tx: Transaction, effectKey: string, receipt: Record<string, unknown>): Promise<boolean> {
    const { affected } = await tx.update(MoveEntity, this.where(tx, { effectKey, receipt: IsNull() }), {
      receipt: receipt as QueryDeepPartialEntity<MoveEntity>['receipt'],
      executedAt: () => 'now()',
      version: () => 'version + 1',
    });
    return affected === 1;
  }
}
