import { ApiProperty } from '@nestjs/swagger';

/** A sum over the cost ledger. */
export abstract class CostFigures {
  @ApiProperty({ type: 'integer', description: 'Spent, with what was billed beyond reservations' })
  cost_micro_usd!: number;
  @ApiProperty({ type: 'integer', description: 'Set aside for calls under way' }) reserved_micro_usd!: number;
  @ApiProperty({ type: 'integer' }) tokens!: number;
  @ApiProperty({ type: 'integer', description: 'Paid attempts' }) entries!: number;
}

export class AgentCost extends CostFigures {
  @ApiProperty({ example: 'MUSE-001' }) agent_code!: string;
}

export class ModelCost extends CostFigures {
  @ApiProperty({ description: 'The model; of a look-up or a drawing, who was paid' }) model!: string;
}

export class CampaignCostsResponse extends CostFigures {
  @ApiProperty({ format: 'uuid' }) campaign_id!: string;
  @ApiProperty({ type: 'integer', nullable: true, description: 'What agents may spend on it' })
  run_budget_micro_usd!: number | null;
  @ApiProperty({ type: [AgentCost], description: 'The dearest first' }) by_agent!: AgentCost[];
  @ApiProperty({ type: [ModelCost], description: 'The dearest first, 100 at most' }) by_model!: ModelCost[];
}
