import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, ArrayUnique, IsArray, IsBoolean, IsIn, IsInt, Max, Min } from 'class-validator';
import { IsOmittable } from '../../api/omittable';
import { CAMPAIGN_CHANNELS, OBJECTIVE_TYPES, type CampaignChannel, type ObjectiveType } from './campaign-words';

/** The shape of a campaign: what decides which agents work on it. */
export class QuoteCampaignRequest {
  @ApiProperty({ enum: OBJECTIVE_TYPES })
  @IsIn(OBJECTIVE_TYPES)
  objective_type!: ObjectiveType;

  @ApiProperty({ enum: CAMPAIGN_CHANNELS, isArray: true, minItems: 1, maxItems: CAMPAIGN_CHANNELS.length })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(CAMPAIGN_CHANNELS.length)
  @ArrayUnique()
  @IsIn(CAMPAIGN_CHANNELS, { each: true })
  channels!: CampaignChannel[];

  @ApiPropertyOptional({ default: false, description: 'Competitors are named, and will be looked at' })
  @IsOmittable()
  @IsBoolean()
  has_competitors?: boolean;

  @ApiPropertyOptional({ default: false, description: 'The industry has rules of its own: health, money, alcohol' })
  @IsOmittable()
  @IsBoolean()
  is_regulated?: boolean;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: 1_000_000_000,
    description:
      'What one run is taken to cost of an agent that has run too seldom here. Without it nothing is guessed.',
  })
  @IsOmittable()
  @IsInt()
  @Min(0)
  @Max(1_000_000_000)
  estimate_micro_usd?: number;
}

/** Where a figure comes from: past runs in this workspace, the estimate of the request, or from nothing: there is none. */
export const QUOTE_BASES = ['history', 'estimate', 'nothing'] as const;
export type QuoteBasis = (typeof QUOTE_BASES)[number];

export class QuotedAgent {
  @ApiProperty({ example: 'MUSE-001' }) agent_code!: string;
  @ApiProperty() name!: string;
  @ApiProperty({ type: [String], description: 'Parts of the work it does, a run each' }) parts!: string[];
  @ApiProperty({ description: 'False: switched off in this workspace, and not in the sums' }) is_active!: boolean;
  @ApiProperty({ enum: QUOTE_BASES }) basis!: QuoteBasis;
  @ApiProperty({ type: 'integer', description: 'Past runs that were looked at' }) past_runs!: number;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Of one run' }) p50_micro_usd!: number | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Of one run' }) p95_micro_usd!: number | null;
}

export class CampaignQuoteResponse {
  @ApiProperty({ type: 'integer', description: "The sum of the agents' medians, of those that have one" })
  p50_micro_usd!: number;

  @ApiProperty({
    type: 'integer',
    description: 'The sum of what 95 % of the runs of each agent stay below: seldom are all of them dear at once',
  })
  p95_micro_usd!: number;

  @ApiProperty({ description: 'False: of at least one agent nothing is known, so the sums are too low' })
  is_complete!: boolean;

  @ApiProperty({
    type: Boolean,
    nullable: true,
    description: 'Whether `p95_micro_usd` fits what is left of this period; null when that cannot be said',
  })
  fits!: boolean | null;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Left of this period; null: there is no budget' })
  remaining_micro_usd!: number | null;

  @ApiProperty({ type: 'integer', nullable: true }) remaining_tokens!: number | null;
  @ApiProperty({ type: [QuotedAgent] }) agents!: QuotedAgent[];
}
