import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsUUID, Matches } from 'class-validator';
import { PageOf, PageQuery } from '../api/page.dto';

/** What one agent found out about one subject. */
export class ResearchReportResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'RES-001' }) agent_code!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Null: for the workspace as a whole' })
  campaign_id!: string | null;
  @ApiProperty() subject!: string;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'What the agent answered' })
  findings!: Record<string, unknown>;
  @ApiProperty({ type: [String] }) evidence_ids!: string[];
  @ApiProperty({ description: '0 to 1' }) confidence!: number;
  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null: it does not age' })
  valid_until!: string | null;
  @ApiProperty({ format: 'date-time' }) created_at!: string;
}

export class ResearchReportPage extends PageOf(ResearchReportResponse) {}

export class ResearchReportsQuery extends PageQuery {
  @ApiPropertyOptional({ example: 'RES-001', pattern: '^(LORD|RES|MUSE|MTX|GRD)-\\d{3}$' })
  @IsOptional()
  @Matches(/^(LORD|RES|MUSE|MTX|GRD)-\d{3}$/)
  agent_code?: string;

  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() campaign_id?: string;
}
