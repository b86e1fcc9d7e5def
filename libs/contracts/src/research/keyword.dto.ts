import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import { PageOf, PageQuery } from '../api/page.dto';

export const SEARCH_INTENTS = ['informational', 'navigational', 'commercial', 'transactional'] as const;
export type SearchIntent = (typeof SEARCH_INTENTS)[number];

/** A keyword worth going for. */
export class KeywordResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() keyword!: string;
  @ApiProperty({ type: String, nullable: true }) cluster!: string | null;
  @ApiProperty({ enum: SEARCH_INTENTS }) intent!: SearchIntent;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Searches a month; null: no source said' })
  volume!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: '0 to 100, as vendors count; null: no source said' })
  difficulty!: number | null;
  @ApiProperty({ description: '0 to 1: how far competitors are ahead' }) gap_score!: number;
  @ApiProperty() evidence_id!: string;
  @ApiProperty({ format: 'date-time' }) created_at!: string;
  @ApiProperty({ format: 'date-time' }) updated_at!: string;
}

export class KeywordPage extends PageOf(KeywordResponse) {}

export class KeywordsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: SEARCH_INTENTS }) @IsOptional() @IsIn(SEARCH_INTENTS) intent?: SearchIntent;
}
