import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { SpanQuery } from '../../api/span.dto';
import { CostFigures } from '../campaigns/campaign-costs.dto';

export const COST_GROUPINGS = ['agent', 'model', 'campaign', 'user', 'day'] as const;
export type CostGrouping = (typeof COST_GROUPINGS)[number];

export class CostsQuery extends SpanQuery {
  @ApiProperty({ enum: COST_GROUPINGS, description: 'A day is one of the timezone of the workspace' })
  @IsIn(COST_GROUPINGS)
  group_by!: CostGrouping;
}

export class CostItem extends CostFigures {
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'MUSE-001',
    description: 'Null: what belongs to no campaign, or to no person',
  })
  key!: string | null;
}

export class CostTotal extends CostFigures {}

export class CostsResponse {
  @ApiProperty({ enum: COST_GROUPINGS }) group_by!: CostGrouping;
  @ApiProperty({ format: 'date-time' }) from!: string;
  @ApiProperty({ format: 'date-time', description: 'Not included' }) to!: string;
  @ApiProperty({ example: 'Europe/Berlin' }) timezone!: string;
  @ApiProperty({ type: [CostItem], description: 'The dearest first, days in their order; 1,000 at most' })
  items!: CostItem[];
  @ApiProperty({ description: 'There are more than are listed; `total` has them all' }) is_truncated!: boolean;
  @ApiProperty({ type: CostTotal }) total!: CostTotal;
}
