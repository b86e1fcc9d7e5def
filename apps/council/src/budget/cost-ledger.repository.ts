import { Injectable } from '@nestjs/common';
import { EXACT_INTEGER, TenantRepository, workspaceOf, type Transaction } from '@raptor/persistence';
import { v7 as uuidv7 } from 'uuid';
import { figuresOf, type BudgetJson } from './budget-figures';
import { CostLedgerEntryEntity } from './cost-ledger-entry.entity';
import type { Reservation, ReservationRequest, Settled, Settlement, UnreservedEntry, Usage } from './reservation';
import { EXPIRE_DUE, RECORD_LATE_OVERRUN, RECORD_UNRESERVED, RELEASE, RESERVE, SETTLE } from './statements';
import { WorkspaceBudgetEntity } from './workspace-budget.entity';

/** Each deed is one statement over budget and ledger: no moment at which the one knows what the other does not. */
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
    const [budget] = await tx.query<{ id: string; sweepAt: Date | null }[]>(RESERVE, [
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
      request.tier === 'flash',
    ]);
    if (budget) {
      const { id: budgetId, sweepAt } = budget;
      return { outcome: 'reserved', budgetId, reservedMicroUsd, ...(sweepAt && { sweepAt }) };
    }
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
    const settled = await this.settleNow(tx, attemptId, usage);
    if (settled) return settlementOf(settled);
    const entry = await this.ofAttempt(tx, attemptId);
    if (!entry || entry.state === 'open') return null;
    return settlementOf({ ...entry, state: entry.state });
  }

  /** As {@link settle}. @returns undefined when that has changed nothing: there is no such attempt, or nothing new of it. */
  async settleNow(tx: Transaction, attemptId: string, usage: Usage): Promise<Settled | undefined> {
    const parameters = [workspaceOf(tx), attemptId, ...valuesOf(usage)];
    return (await changed(tx, SETTLE, parameters)) ?? (await changed(tx, RECORD_LATE_OVERRUN, parameters));
  }

  /** Frees what was set aside for a call that was not made. @returns undefined when nothing is set aside for it. */
  release(tx: Transaction, attemptId: string): Promise<Settled | undefined> {
    return changed(tx, RELEASE, [workspaceOf(tx), attemptId]);
  }

  /** Writes down an attempt without a reservation: what it cost is all overrun. @returns undefined when the attempt is known. */
  recordUnreserved(tx: Transaction, entry: UnreservedEntry, usage: Usage): Promise<Settled | undefined> {
    return changed(tx, RECORD_UNRESERVED, [
      workspaceOf(tx),
      entry.attemptId,
      ...valuesOf(usage),
      entry.budgetId,
      uuidv7(),
      entry.agentCode,
      entry.assignmentId ?? null,
      entry.campaignId ?? null,
      entry.userId ?? null,
      entry.kind,
      entry.provider,
      entry.state,
      entry.model ?? null,
    ]);
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

const valuesOf = ({ reportedMicroUsd, countedMicroUsd, tokens }: Usage): (number | null)[] => [
  reportedMicroUsd,
  countedMicroUsd,
  tokens?.input ?? null,
  tokens?.cached ?? null,
  tokens?.output ?? null,
];

interface OutcomeRow {
  readonly budget_id: string;
  readonly state: Settlement['state'];
  readonly settled_micro_usd: string;
  readonly overrun_micro_usd: string;
  readonly budget: BudgetJson;
}

async function changed(tx: Transaction, statement: string, parameters: unknown[]): Promise<Settled | undefined> {
  const [row] = await tx.query<OutcomeRow[]>(statement, parameters);
  if (!row) return undefined;
  return {
    budgetId: row.budget_id,
    state: row.state,
    settledMicroUsd: EXACT_INTEGER.from(row.settled_micro_usd) as number,
    overrunMicroUsd: EXACT_INTEGER.from(row.overrun_micro_usd) as number,
    budget: figuresOf(row.budget),
  };
}

const settlementOf = ({ budgetId, state, settledMicroUsd, overrunMicroUsd }: Settlement): Settlement => ({
  budgetId,
  state,
  settledMicroUsd,
  overrunMicroUsd,
});
