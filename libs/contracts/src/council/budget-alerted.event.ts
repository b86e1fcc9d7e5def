import { IsIn, IsInt, Matches, Max, Min } from 'class-validator';
import { RaptorMessage } from '../raptor-message';

/** How a budget stands. Money in micro-USD. */
export abstract class BudgetState {
  /** `YYYY-MM`, where the workspace is. */
  @Matches(/^\d{4}-(0[1-9]|1[0-2])$/) period!: string;
  @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) limitMicroUsd!: number;
  /** What was billed beyond reservations included. */
  @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) spentMicroUsd!: number;
  @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) limitTokens!: number;
  @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) tokensSpent!: number;
}

/**
 * Much of a period's money or tokens is spent, or a vendor has billed more than was reserved. Said once a period for each of the two,
 * and again when it comes to that under limits that were raised meanwhile.
 */
@RaptorMessage({
  kind: 'event',
  name: 'council.budget.alerted',
  version: 1,
  channel: 'sys.alert.warning',
  readers: ['council', 'gateway'],
})
export class BudgetAlerted extends BudgetState {
  @IsIn(['threshold', 'overrun']) reason!: 'threshold' | 'overrun';
  /** The threshold; of an overrun, what is spent. */
  @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) percent!: number;
}
