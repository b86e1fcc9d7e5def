import { ApiProperty } from '@nestjs/swagger';

export class AgentReviews {
  @ApiProperty({ type: 'integer' }) accepted!: number;
  @ApiProperty({ type: 'integer' }) returned!: number;
  @ApiProperty({ type: 'integer' }) rejected!: number;
  @ApiProperty({ type: 'integer' }) unreviewed!: number;
}

/** How far its word goes: 0 to 1. */
export class AgentTrust {
  @ApiProperty() trust!: number;
  @ApiProperty({ type: Number, nullable: true }) accuracy!: number | null;
  @ApiProperty({ type: Number, nullable: true }) timeliness!: number | null;
  @ApiProperty({ type: 'integer' }) approvals!: number;
  @ApiProperty({ type: 'integer' }) rejections!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Of its forecasts: 0 is always right, 1 always wrong' })
  brier!: number | null;
}

/** Counts are of the assignments that were made in the span, money and tokens of the calls that were. */
export class AgentMetricsResponse {
  @ApiProperty({ example: 'MUSE-001' }) code!: string;
  @ApiProperty({ format: 'date-time' }) from!: string;
  @ApiProperty({ format: 'date-time' }) to!: string;
  @ApiProperty({ type: 'integer' }) runs!: number;
  @ApiProperty({ type: 'integer' }) open!: number;
  @ApiProperty({ type: 'integer' }) completed!: number;
  @ApiProperty({ type: 'integer', description: 'Dead-lettered ones included' }) failed!: number;
  @ApiProperty({ type: 'integer' }) cancelled!: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Completed among those that came to an end' })
  success_rate!: number | null;
  @ApiProperty({ type: 'integer', nullable: true }) p50_ms!: number | null;
  @ApiProperty({ type: 'integer', nullable: true }) p95_ms!: number | null;
  @ApiProperty({
    description: 'Answers by mode, such as `model` or `floor`',
    type: 'object',
    additionalProperties: { type: 'integer' },
  })
  modes!: Record<string, number>;
  @ApiProperty({ type: 'integer', description: 'Calls that were paid for' }) calls!: number;
  @ApiProperty({ type: 'integer', description: 'Spent, and billed beyond reservations' }) cost_micro_usd!: number;
  @ApiProperty({ type: 'integer' }) input_tokens!: number;
  @ApiProperty({ type: 'integer' }) output_tokens!: number;
  @ApiProperty({ type: AgentReviews }) reviews!: AgentReviews;
  @ApiProperty({ type: AgentTrust, nullable: true, description: 'Null until somebody has decided about its work' })
  trust!: AgentTrust | null;
}
