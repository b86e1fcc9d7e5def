import { Injectable } from '@nestjs/common';
import { TenantRepository, workspaceOf, type Transaction } from '@raptor/persistence';
import { v7 as uuidv7 } from 'uuid';
import { CostLedgerEntryEntity } from './cost-ledger-entry.entity';
import type { Reservation, ReservationRequest, Settlement, Usage } from './reservation';
import { EXPIRE_DUE, RECORD_LATE_OVERRUN, RESERVE, SETTLE } from './statements';
import { WorkspaceBudgetEntity } from './workspace-budget.entity';

/** Each of the three is one statement over budget and ledger: no moment at which the one knows what the other does not. */
@Injectable()
export class CostLedgerRepository extends TenantRepository<CostLedgerEntryEntity> {
  constructor() {
    super(CostLedgerEntryEntity);
  }

  ofAttempt(tx: Transaction, attemptId: string): Promise<CostLedgerEntryEntity | null> {
    return tx.findOneBy(CostLedgerEntryEntity, this.where(tx, { attemptId }));
  }

  /** Sets money aside for one attempt. Asked again for the same attempt it answers with what is set aside already. */
  async reserve(tx: Transaction, request: ReservationRequest): Promise<Reservation> {
    const { period, attemptId, reservedMicroUsd } = request;
    const [budget] = await tx.query<{ id: string }[]>(RESERVE, [
      workspaceOf(tx),
      period,
      attemptId,
      reservedMicroUsd,
      request.reservedTokens,
      uuidv7(),
      request.agentCode,
      request.assignmentId ?? null,
      request.campaignId ?? null,
      request.userId ?? null,
      request.kind,
      request.provider,
      request.model ?? null,
      request.expiresInMs,
    ]);
    if (budget) return { outcome: 'reserved', budgetId: budget.id, reservedMicroUsd };
    const known = await this.ofAttempt(tx, attemptId);
    if (known?.state === 'open')
      return { outcome: 'reserved', budgetId: known.budgetId, reservedMicroUsd: known.reservedMicroUsd };
    if (known) return { outcome: 'over' };
    const refusing = await tx.findOneBy(WorkspaceBudgetEntity, { workspaceId: workspaceOf(tx), period });
    return { outcome: 'refused', budget: refusing };
  }

  /**
   * Turns what was set aside into what was spent: never more than that, and what is beyond is overrun. Asked again it answers the
   * same. An attempt that has expired stays spent in full.
   * @returns null when nothing was ever reserved for the attempt.
   */
  async settle(tx: Transaction, attemptId: string, usage: Usage): Promise<Settlement | null> {
    const { reportedMicroUsd, countedMicroUsd, tokens } = usage;
    const known = [
      reportedMicroUsd,
      countedMicroUsd,
      tokens?.input ?? null,
      tokens?.cached ?? null,
      tokens?.output ?? null,
    ];
    const parameters = [workspaceOf(tx), attemptId, ...known];
    const [settled] = await tx.query<unknown[]>(SETTLE, parameters);
    if (!settled) await tx.query(RECORD_LATE_OVERRUN, parameters);
    const entry = await this.ofAttempt(tx, attemptId);
    if (!entry || entry.state === 'open') return null;
    const { budgetId, state, settledMicroUsd, overrunMicroUsd } = entry;
    return { budgetId, state, settledMicroUsd, overrunMicroUsd };
  }

  /**
   * Counts as spent what was reserved and not settled in time: the call may have been made, so it is not freed.
   * @returns how many reservations those were; with as many as `atMost` there may be more.
   */
  async expireDue(tx: Transaction, atMost = 1_000): Promise<number> {
    const [{ expired }] = await tx.query<[{ expired: number }]>(EXPIRE_DUE, [workspaceOf(tx), atMost]);
    return expired;
  }
}
