import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID } from 'class-validator';
import { PageOf, PageQuery } from '../../api/page.dto';

export const BRIEF_TYPES = ['campaign', 'market', 'competitor', 'weekly', 'crisis'] as const;
export type BriefType = (typeof BRIEF_TYPES)[number];

/** A war brief without what it says in full. */
export class WarBriefSummary {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) campaign_id!: string | null;
  @ApiProperty({ enum: BRIEF_TYPES }) brief_type!: BriefType;
  @ApiProperty() executive_summary!: string;
  @ApiProperty({ description: '0 to 1: how sure and how whole it is' }) confidence!: number;
  @ApiProperty({ description: 'SHA-256; the same for the same findings' }) content_hash!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) valid_until!: string | null;
  @ApiProperty({ type: 'integer' }) cost_micro_usd!: number;
  @ApiProperty({ format: 'date-time' }) created_at!: string;
}

/** What research found, as a document that never changes: what is found later is another brief. */
export class WarBriefResponse extends WarBriefSummary {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'By section; every statement has `text`, `evidence_ids` and `confidence`',
  })
  content!: Record<string, unknown>;
  @ApiProperty({ type: [String], description: 'Ids of all evidence that it rests on' }) research_sources!: string[];
}

export class WarBriefPage extends PageOf(WarBriefSummary) {}

export class WarBriefsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: BRIEF_TYPES }) @IsOptional() @IsIn(BRIEF_TYPES) brief_type?: BriefType;
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() campaign_id?: string;
}
