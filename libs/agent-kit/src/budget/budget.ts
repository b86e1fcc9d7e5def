import type { RunQuote } from '@raptor/contracts';
import type { Payer } from '../models/model';

/** The most one attempt can cost, asked for before it is made. Micro-USD and tokens. */
export interface BudgetRequest {
  readonly payer: Payer;
  readonly attemptId: string;
  readonly kind: 'model' | 'lookup' | 'render';
  readonly provider: string;
  readonly model?: string;
  /** Near the limit only the cheapest tier is paid for. */
  readonly tier?: 'flash' | 'balanced' | 'deep';
  readonly reservedMicroUsd: number;
  readonly reservedTokens: number;
  /** After that long it counts as spent. */
  readonly expiresInMs: number;
}

export const BUDGET_REFUSALS = [
  'BUDGET_EXHAUSTED',
  'BUDGET_TIER_TOO_DEAR',
  'BUDGET_UNAVAILABLE',
  'WORK_STOPPED',
] as const;
export type BudgetRefusal = (typeof BUDGET_REFUSALS)[number];

export type BudgetDecision =
  | { readonly outcome: 'reserved' }
  | { readonly outcome: 'refused'; readonly code: BudgetRefusal; readonly detail: string };

/** What is known of an attempt after it. */
export interface SpendReport {
  readonly payer: Payer;
  readonly attemptId: string;
  /** As reserved. Needed only where nothing was: the ledger then knows at least what it was. */
  readonly kind?: BudgetRequest['kind'];
  readonly provider?: string;
  readonly model?: string;
  /** By the provider's usage at list price; undefined where it did not say. */
  readonly reportedMicroUsd?: number;
  /** By our own count. */
  readonly countedMicroUsd?: number;
  readonly tokens?: { readonly input: number; readonly cached: number; readonly output: number };
}

/** The council's purse, as a guild sees it. */
export interface Budget {
  /** Never throws for a council that is away: that is BUDGET_UNAVAILABLE, after 2 s at most. Cost 0 needs no asking. */
  reserve(request: BudgetRequest): Promise<BudgetDecision>;
  /** Durable once it resolves; said twice it counts once. */
  settle(report: SpendReport): Promise<void>;
}

export interface Quotes {
  /** What a run of the payer's agent may cost, and what is left to pay it with; undefined where the council does not say in time. */
  quote(payer: Payer, estimateMicroUsd?: number): Promise<RunQuote | undefined>;
}
