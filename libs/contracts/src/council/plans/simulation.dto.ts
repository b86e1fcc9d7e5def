import { ApiProperty } from '@nestjs/swagger';
import { PageOf } from '../../api/page.dto';

/** What came of it under one condition of the market. */
export class SimulatedCondition {
  @ApiProperty({ example: 'growth' }) name!: string;
  @ApiProperty({ description: '0 to 1' }) probability!: number;
  @ApiProperty() mean!: number;
  @ApiProperty({ description: 'Low end of the interval' }) ci_low!: number;
  @ApiProperty({ description: 'High end of the interval' }) ci_high!: number;
}

/** One simulation of a strategy. Its seed and its numbers stay: the same seed gives them again. */
export class SimulationResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) campaign_id!: string;
  @ApiProperty({ type: 'integer' }) seed!: number;
  @ApiProperty({ type: 'integer' }) iterations!: number;
  @ApiProperty({ type: [SimulatedCondition] }) scenarios!: SimulatedCondition[];
  @ApiProperty() mean!: number;
  @ApiProperty() ci_low!: number;
  @ApiProperty() ci_high!: number;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'number' },
    example: { email: 0.4, linkedin: 0.6 },
    description: 'Share of the media budget by channel; they sum to 1',
  })
  allocation!: Record<string, number>;
  @ApiProperty() recommended_strategy!: string;
  @ApiProperty({ format: 'date-time' }) created_at!: string;
}

export class SimulationPage extends PageOf(SimulationResponse) {}
