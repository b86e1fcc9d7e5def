import { IsIn, IsInt, IsOptional, IsUUID, Length, Matches, Max, Min } from 'class-validator';
import { RaptorMessage } from '../raptor-message';

/** What is paid for: a model's answer, a look-up at a vendor, something drawn. */
export const SPENDING_KINDS = ['model', 'lookup', 'render'] as const;
export type SpendingKind = (typeof SPENDING_KINDS)[number];

/** Classes of models that cost something, from the cheapest on. */
export const PAID_TIERS = ['flash', 'balanced', 'deep'] as const;
export type PaidTier = (typeof PAID_TIERS)[number];

/**
 * Asks for the most that one attempt can cost, before it is made; answered with a {@link ReservationAnswer}. Asked again for the same attempt
 * it gets the same money, not more.
 */
@RaptorMessage({ kind: 'query', name: 'council.budget.reserve', version: 1, channel: 'addressed', lane: 'high' })
export class ReserveBudget {
  /** Of one try at one call. */
  @IsUUID() attemptId!: string;
  @Matches(/^(LORD|RES|MUSE|MTX|GRD)-\d{3}$/) agentCode!: string;
  @IsOptional() @IsUUID() assignmentId?: string;
  @IsOptional() @IsUUID() campaignId?: string;
  @IsOptional() @IsUUID() userId?: string;
  @IsIn(SPENDING_KINDS) kind!: SpendingKind;
  @Length(1, 64) provider!: string;
  /** The vendor's id; has to be said of a model. */
  @IsOptional() @Length(1, 200) model?: string;
  /** Of the model, or of the agent for which something is looked up. Left out, it counts as dear. */
  @IsOptional() @IsIn(PAID_TIERS) tier?: PaidTier;
  @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) reservedMicroUsd!: number;
  @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) reservedTokens!: number;
  /** After that long it counts as spent, whether or not anything was heard of it. A day at most. */
  @IsInt() @Min(1) @Max(86_400_000) expiresInMs!: number;
}

export type ReservationAnswer =
  | { readonly outcome: 'reserved' }
  | {
      readonly outcome: 'refused';
      readonly code: 'BUDGET_EXHAUSTED' | 'BUDGET_TIER_TOO_DEAR' | 'BUDGET_UNAVAILABLE' | 'WORK_STOPPED';
      readonly detail: string;
    };
