import { IsInt, IsOptional, Matches, Max, Min } from 'class-validator';
import { RaptorMessage } from '../raptor-message';

/** Asks what a run of an agent may cost in this workspace, and what is left to pay it with; answered with a {@link RunQuote}. */
@RaptorMessage({ kind: 'query', name: 'council.budget.quote', version: 1, channel: 'addressed' })
export class QuoteRun {
  @Matches(/^(LORD|RES|MUSE|MTX|GRD)-\d{3}$/) agentCode!: string;
  /** The caller's own, for an agent that has run too seldom here. */
  @IsOptional() @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) estimateMicroUsd?: number;
}

export interface RunQuote {
  /** Micro-USD of a whole run; null when there is neither enough history nor an estimate. */
  readonly p50MicroUsd: number | null;
  readonly p95MicroUsd: number | null;
  readonly basis: 'history' | 'estimate' | 'nothing';
  /** Runs of the history that were looked at. */
  readonly runs: number;
  /** Of this period: neither spent nor reserved. */
  readonly remainingMicroUsd: number;
  readonly remainingTokens: number;
  /** Which tiers are still paid for. */
  readonly paidTiers: 'all' | 'flash' | 'none';
}
