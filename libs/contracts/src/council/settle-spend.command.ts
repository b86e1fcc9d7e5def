import { Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsUUID, Length, Matches, Max, Min, ValidateNested } from 'class-validator';
import { RaptorMessage } from '../raptor-message';
import { SPENDING_KINDS, type SpendingKind } from './reserve-budget.query';

export class SpentTokens {
  /** All that went in, what came from the vendor's cache included. */
  @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) input!: number;
  @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) cached!: number;
  /** Thinking included. */
  @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) output!: number;
}

/**
 * What is known of an attempt after it. Counts once, however often it is said. It says of itself all that the ledger needs, so that money
 * that was spent is written down also where nothing was reserved for it.
 */
@RaptorMessage({
  kind: 'command',
  name: 'council.spend.settle',
  version: 1,
  channel: 'sys.council',
  lane: 'high',
  readers: ['council'],
})
export class SettleSpend {
  @IsUUID() attemptId!: string;
  @Matches(/^(LORD|RES|MUSE|MTX|GRD)-\d{3}$/) agentCode!: string;
  @IsOptional() @IsUUID() assignmentId?: string;
  @IsOptional() @IsUUID() campaignId?: string;
  @IsOptional() @IsUUID() userId?: string;
  @IsIn(SPENDING_KINDS) kind!: SpendingKind;
  @Length(1, 64) provider!: string;
  @IsOptional() @Length(1, 200) model?: string;
  /** False: the call was not made and never will be under this attempt. Its money is free again. */
  @IsBoolean() wasMade!: boolean;
  /** By the vendor's usage at list price; left out where it did not say. With neither this nor a count it cost what was reserved. */
  @IsOptional() @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) reportedMicroUsd?: number;
  /** By the caller's own count. */
  @IsOptional() @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) countedMicroUsd?: number;
  @IsOptional() @ValidateNested() @Type(() => SpentTokens) tokens?: SpentTokens;
}
