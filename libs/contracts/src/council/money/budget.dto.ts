import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsInt, Matches, Max, Min } from 'class-validator';

const MOST = Number.MAX_SAFE_INTEGER;
const TIERS_PAID = ['all', 'flash', 'none'] as const;

/** The money and tokens of this month, where the workspace is. */
export class BudgetResponse {
  @ApiProperty({ example: '2026-03' }) period!: string;
  @ApiProperty({ example: 'Europe/Berlin', description: 'By whose calendar months begin and end' }) timezone!: string;
  @ApiProperty({ type: 'integer' }) limit_micro_usd!: number;
  @ApiProperty({ type: 'integer' }) limit_tokens!: number;
  @ApiProperty({ type: 'integer', description: 'What was billed beyond reservations included' })
  spent_micro_usd!: number;
  @ApiProperty({ type: 'integer', description: 'For calls under way' }) reserved_micro_usd!: number;
  @ApiProperty({ type: 'integer', description: 'Of what is spent: billed beyond reservations' })
  overrun_micro_usd!: number;
  @ApiProperty({ type: 'integer' }) remaining_micro_usd!: number;
  @ApiProperty({ type: 'integer' }) tokens_spent!: number;
  @ApiProperty({ type: 'integer' }) tokens_reserved!: number;
  @ApiProperty({ type: 'integer' }) remaining_tokens!: number;
  @ApiProperty({ type: 'integer', description: 'Of money or of tokens, whichever is used more' })
  percent_spent!: number;
  @ApiProperty({ type: [Number], description: 'At so much spent, in percent, somebody is told', example: [80, 100] })
  alerts_at_percent!: number[];
  @ApiProperty({ type: 'integer', description: 'The highest of these that was reached this month' })
  alerted_at_percent!: number;
  @ApiProperty({ enum: TIERS_PAID, description: 'From 95 % spent only the cheapest tier is paid for' })
  paid_tiers!: (typeof TIERS_PAID)[number];
  @ApiProperty({ type: 'integer', description: 'Of the limits; also in the ETag' }) version!: number;
}

/** Holds for this month and those to come, until it is changed. */
export class SetBudgetRequest {
  @ApiProperty({ minimum: 0, maximum: MOST, example: 10_000_000 }) @IsInt() @Min(0) @Max(MOST) limit_micro_usd!: number;
  @ApiProperty({ minimum: 0, maximum: MOST, example: 1_000_000 }) @IsInt() @Min(0) @Max(MOST) limit_tokens!: number;
}

export class QuoteRequest {
  @ApiProperty({ type: [String], minItems: 1, maxItems: 87, uniqueItems: true, example: ['MUSE-001'] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(87)
  @ArrayUnique()
  @Matches(/^(LORD|RES|MUSE|MTX|GRD)-\d{3}$/, { each: true })
  agent_codes!: string[];
}

export class AgentQuote {
  @ApiProperty({ example: 'MUSE-001' }) agent_code!: string;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Half of its runs have cost no more' })
  p50_micro_usd!: number | null;
  @ApiProperty({ type: 'integer', nullable: true, description: '95 of 100 have cost no more' })
  p95_micro_usd!: number | null;
  @ApiProperty({ enum: ['history', 'nothing'], description: 'With fewer than five runs a percentile says nothing' })
  basis!: 'history' | 'nothing';
  @ApiProperty({ type: 'integer', description: 'Runs that were looked at' }) runs!: number;
}

export class QuoteResponse {
  @ApiProperty({ type: [AgentQuote], description: 'One a code, in the order in which they were asked for' })
  items!: AgentQuote[];
  @ApiProperty({ type: 'integer', nullable: true, description: 'Of all together; null where one is not known' })
  p50_micro_usd!: number | null;
  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Of all together, at most; null where one is not known',
  })
  p95_micro_usd!: number | null;
  @ApiProperty({ type: 'integer' }) remaining_micro_usd!: number;
  @ApiProperty({ type: 'integer' }) remaining_tokens!: number;
  @ApiProperty({ enum: TIERS_PAID }) paid_tiers!: (typeof TIERS_PAID)[number];
}
