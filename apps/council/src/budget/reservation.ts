import type { PaidTier } from '@raptor/contracts';
import type { BudgetFigures } from './budget-figures';
import type { CostLedgerEntryEntity, EntryState } from './cost-ledger-entry.entity';
import type { WorkspaceBudgetEntity } from './workspace-budget.entity';

/** What an attempt asks for before it may cost anything. Amounts are the most that it can cost. */
export type ReservationRequest = Pick<
  CostLedgerEntryEntity,
  'attemptId' | 'agentCode' | 'kind' | 'provider' | 'reservedMicroUsd' | 'reservedTokens'
> &
  Partial<Pick<CostLedgerEntryEntity, 'model' | 'assignmentId' | 'campaignId' | 'userId'>> & {
    /** Left out, it counts as dear. */
    readonly tier?: PaidTier;
    /** Of the budget that it is taken from: `YYYY-MM`. */
    readonly period: string;
    /** After that long it counts as spent, whether or not anything was heard of it. */
    readonly expiresInMs: number;
  };

export type Reservation =
  | {
      readonly outcome: 'reserved';
      readonly budgetId: string;
      readonly reservedMicroUsd: number;
      /** Present where no timer comes before this attempt expires: for then one is to be set. */
      readonly sweepAt?: Date;
    }
  /** The attempt is over: what it set aside is settled or has expired. Another try is another attempt. */
  | { readonly outcome: 'over' }
  /** The limit of money or of tokens is too near, or the period has no budget. */
  | { readonly outcome: 'refused'; readonly budget: WorkspaceBudgetEntity | null };

/** What is known of an attempt after it. What is not known counts as what was reserved. */
export interface Usage {
  /** By the provider's own account. */
  readonly reportedMicroUsd: number | null;
  /** By our count of what went in and came out. */
  readonly countedMicroUsd: number | null;
  /** `input` with what came from the provider's cache. */
  readonly tokens: { readonly input: number; readonly cached: number; readonly output: number } | null;
}

export interface Settlement {
  readonly budgetId: string;
  readonly state: Exclude<EntryState, 'open'>;
  readonly settledMicroUsd: number;
  /** Beyond the reservation: to be alerted, and no reason to call that model again. */
  readonly overrunMicroUsd: number;
}

/** A settlement that has just happened, and how the budget stands after it. */
export interface Settled extends Settlement {
  readonly budget: BudgetFigures;
}

/** What has to be known of an attempt to write it down when nothing was reserved for it. */
export type UnreservedEntry = Pick<CostLedgerEntryEntity, 'attemptId' | 'agentCode' | 'kind' | 'provider'> &
  Partial<Pick<CostLedgerEntryEntity, 'model' | 'assignmentId' | 'campaignId' | 'userId'>> & {
    readonly budgetId: string;
    readonly state: 'settled' | 'released';
  };
