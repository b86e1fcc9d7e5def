import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsUUID, Matches } from 'class-validator';
import { PageOf, PageQuery } from '../../api/page.dto';

export const DECISION_KINDS = ['routing', 'approval', 'override', 'conflict', 'budget', 'stop'] as const;
export type DecisionKind = (typeof DECISION_KINDS)[number];

/** What a Lord decided, why, and who thought otherwise. */
export class DecisionResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'LORD-004' }) lord!: string;
  @ApiProperty({ enum: DECISION_KINDS }) kind!: DecisionKind;
  @ApiProperty({ example: 'assignment' }) subject_type!: string;
  @ApiProperty({ format: 'uuid' }) subject_id!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) campaign_id!: string | null;
  @ApiProperty({ example: 'accepted', description: 'In a word' }) decision!: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) detail!: Record<string, unknown>;
  @ApiProperty() reasoning!: string;
  @ApiProperty({ type: String, nullable: true }) dissent!: string | null;
  @ApiProperty({ type: [String] }) evidence_ids!: string[];
  @ApiProperty({ format: 'date-time' }) created_at!: string;
}

export class DecisionPage extends PageOf(DecisionResponse) {}

export class DecisionsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: DECISION_KINDS }) @IsOptional() @IsIn(DECISION_KINDS) kind?: DecisionKind;

  @ApiPropertyOptional({ example: 'LORD-004' })
  @IsOptional()
  @Matches(/^LORD-\d{3}$/)
  lord?: string;

  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() campaign_id?: string;
}
