import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsNumber, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { IsOmittable } from '../../api/omittable';
import { PageOf } from '../../api/page.dto';

export class AttachCohortRequest {
  @ApiProperty({ format: 'uuid' })
  @IsUUID()
  cohort_id!: string;

  @ApiProperty({
    minimum: 0.01,
    maximum: 100,
    description: 'Its share of the campaign, in percent; those of all its cohorts are at most 100 together',
  })
  @IsNumber()
  @Min(0.01)
  @Max(100)
  allocation_percentage!: number;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 1_000, default: 1, description: '1 comes first' })
  @IsOmittable()
  @IsInt()
  @Min(1)
  @Max(1_000)
  priority_rank?: number;

  @ApiPropertyOptional({ type: 'integer', nullable: true, minimum: 0, maximum: Number.MAX_SAFE_INTEGER })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  estimated_reach?: number | null;

  @ApiPropertyOptional({ type: Number, nullable: true, minimum: 0, maximum: 1 })
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  conversion_rate?: number | null;
}

export class CampaignCohortResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) campaign_id!: string;
  @ApiProperty({ format: 'uuid' }) cohort_id!: string;
  @ApiProperty({ type: 'integer' }) priority_rank!: number;
  @ApiProperty() allocation_percentage!: number;
  @ApiProperty({ type: 'integer', nullable: true }) estimated_reach!: number | null;
  @ApiProperty({ type: Number, nullable: true }) conversion_rate!: number | null;
  @ApiProperty({ format: 'date-time' }) created_at!: string;
}

export class CampaignCohortPage extends PageOf(CampaignCohortResponse) {}
