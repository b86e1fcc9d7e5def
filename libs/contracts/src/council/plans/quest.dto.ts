import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { PageOf, PageQuery } from '../../api/page.dto';

export const QUEST_STATUSES = ['proposed', 'active', 'completed', 'superseded'] as const;
export type QuestStatus = (typeof QUEST_STATUSES)[number];

export class QuestChapter {
  @ApiProperty({ type: 'integer', description: '1 comes first' }) number!: number;
  @ApiProperty() name!: string;
  @ApiProperty({ type: [String], description: 'Names of its moves' }) moves!: string[];
  @ApiProperty({ type: [String] }) success_criteria!: string[];
  @ApiProperty({ type: 'integer' }) xp_reward!: number;
}

export class QuestRiskResponse {
  @ApiProperty() risk!: string;
  @ApiProperty({ description: '0 to 1' }) likelihood!: number;
  @ApiProperty() answer!: string;
}

/** A plan for a campaign, in chapters. At most one of a campaign is followed. */
export class QuestResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) campaign_id!: string;
  @ApiProperty() title!: string;
  @ApiProperty({ type: [QuestChapter] }) chapters!: QuestChapter[];
  @ApiProperty({ type: Number, nullable: true, description: '0 to 1' }) estimated_conversion_rate!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Gain over cost: 0 is money back, -1 is all of it lost' })
  estimated_roi!: number | null;
  @ApiProperty({ description: '0 to 1' }) confidence!: number;
  @ApiProperty({ type: [QuestRiskResponse] }) risks!: QuestRiskResponse[];
  @ApiProperty({ type: 'integer' }) total_xp!: number;
  @ApiProperty({ enum: QUEST_STATUSES }) status!: QuestStatus;
  @ApiProperty({ type: 'integer' }) version!: number;
  @ApiProperty({ format: 'date-time' }) created_at!: string;
  @ApiProperty({ format: 'date-time' }) updated_at!: string;
}

export class QuestPage extends PageOf(QuestResponse) {}

export class QuestsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: QUEST_STATUSES }) @IsOptional() @IsIn(QUEST_STATUSES) status?: QuestStatus;
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() campaign_id?: string;
}
