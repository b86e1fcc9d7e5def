import { Injectable } from '@nestjs/common';
import { TenantRepository, workspaceOf, type NewRow, type Transaction } from '@raptor/persistence';
import { In, IsNull, Not, Raw, type FindOptionsWhere } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { ApprovalEntity, LIVE_STATES } from './approval.entity';

type Content = Pick<ApprovalEntity, 'subjectType' | 'subjectId' | 'contentHash'>;
type Decision = Pick<ApprovalEntity, 'contentHash' | 'decidedBy' | 'note'> & { state: 'approved' | 'rejected' };

/** By the clock of the database. */
const IN_FUTURE = Raw<Date>((column) => `${column} > now()`);

@Injectable()
export class ApprovalsRepository extends TenantRepository<ApprovalEntity> {
  constructor() {
    super(ApprovalEntity);
  }

  /** Nobody else decides it until the transaction ends. @throws AppError RESOURCE_NOT_FOUND */
  async lock(tx: Transaction, id: string): Promise<ApprovalEntity> {
    return (await this.lockIfThere(tx, id)) ?? this.get(tx, id);
  }

  lockIfThere(tx: Transaction, id: string): Promise<ApprovalEntity | null> {
    const lock = { mode: 'for_no_key_update' } as const;
    return tx.findOne(ApprovalEntity, { where: this.where(tx, { id }), lock });
  }

  /** Without a timer: see {@link ApprovalDeadlines}. @returns the approval that content has: this one, or the one that was asked for or given before. */
  async request(tx: Transaction, approval: NewRow<ApprovalEntity> & Content): Promise<ApprovalEntity> {
    await tx
      .createQueryBuilder()
      .insert()
      .into(ApprovalEntity)
      .values({ ...approval, workspaceId: workspaceOf(tx) })
      .orIgnore()
      .execute();
    const { subjectType, subjectId, contentHash } = approval;
    const live = { subjectType, subjectId, contentHash, state: In(LIVE_STATES) };
    return tx.findOneByOrFail(ApprovalEntity, this.where(tx, live));
  }

  /** Whether exactly this content has been approved. */
  isApproved(tx: Transaction, { subjectType, subjectId, contentHash }: Content): Promise<boolean> {
    return tx.existsBy(ApprovalEntity, this.where(tx, { subjectType, subjectId, contentHash, state: 'approved' }));
  }

  /**
   * @param contentHash what the one who decides has seen.
   * @returns false when it is decided, void or too late, or about other content; nothing has changed.
   */
  decide(tx: Transaction, id: string, { contentHash, ...decision }: Decision): Promise<boolean> {
    const like = { id, contentHash, expiresAt: IN_FUTURE };
    return this.change(tx, like, { ...decision, decidedAt: () => 'now()' });
  }

  delegate(tx: Transaction, id: string, assignedTo: string): Promise<boolean> {
    return this.change(tx, { id }, { assignedTo });
  }

  escalate(tx: Transaction, id: string): Promise<boolean> {
    return this.change(tx, { id, escalatedAt: IsNull() }, { escalatedAt: () => 'now()' });
  }

  /** @returns false when it was decided before its time ran out, or its time has not run out. */
  expire(tx: Transaction, id: string): Promise<boolean> {
    return this.change(tx, { id, expiresAt: Not(IN_FUTURE) }, { state: 'expired' });
  }

  /** What was asked or said about other content of the subject counts no more. @returns the ids of those approvals. */
  async voidOthers(tx: Transaction, { subjectType, subjectId, contentHash }: Content): Promise<string[]> {
    const others = { subjectType, subjectId, contentHash: Not(contentHash), state: In(LIVE_STATES) };
    const { raw } = await tx
      .createQueryBuilder()
      .update(ApprovalEntity)
      .set({ state: 'voided' })
      .where(this.where(tx, others))
      .returning('id')
      .execute();
    return (raw as { id: string }[]).map(({ id }) => id);
  }

  private async change(
    tx: Transaction,
    like: FindOptionsWhere<ApprovalEntity>,
    set: QueryDeepPartialEntity<ApprovalEntity>,
  ): Promise<boolean> {
    const { affected } = await tx.update(ApprovalEntity, this.where(tx, { ...like, state: 'pending' }), set);
    return affected === 1;
  }
}
