import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsNumber, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { IsOmittable } from '../../api/omittable';
import { PageOf, PageQuery } from '../../api/page.dto';

/** What may be left out of a positioning. */
export abstract class PositioningFields {
  @ApiPropertyOptional({ maxLength: 1_000 })
  @IsOmittable()
  @IsString()
  @MaxLength(1_000)
  problem_statement?: string;

  @ApiPropertyOptional({ maxLength: 1_000, description: 'What they are to take us for', example: 'Invoicing' })
  @IsOmittable()
  @IsString()
  @MaxLength(1_000)
  category_frame?: string;

  @ApiPropertyOptional({ maxLength: 1_000 })
  @IsOmittable()
  @IsString()
  @MaxLength(1_000)
  differentiator?: string;

  @ApiPropertyOptional({ maxLength: 1_000 })
  @IsOmittable()
  @IsString()
  @MaxLength(1_000)
  reason_to_believe?: string;

  @ApiPropertyOptional({ maxLength: 1_000, description: 'What they do without us' })
  @IsOmittable()
  @IsString()
  @MaxLength(1_000)
  competitive_alternative?: string;

  @ApiPropertyOptional({ minimum: 0, maximum: 1, default: 0 })
  @IsOmittable()
  @IsNumber()
  @Min(0)
  @Max(1)
  confidence?: number;

  @ApiPropertyOptional({
    default: false,
    description: 'Whether its cohort is spoken to by it. Making one active makes the other of that cohort inactive.',
  })
  @IsOmittable()
  @IsBoolean()
  is_active?: boolean;
}

export class CreatePositioningRequest extends PositioningFields {
  @ApiProperty({ format: 'uuid', description: 'Whom it is for' })
  @IsUUID()
  cohort_id!: string;

  @ApiProperty({ minLength: 1, maxLength: 1_000, example: 'Freelancers who send ten invoices a month' })
  @IsString()
  @MaxLength(1_000)
  @Matches(/\S/, { message: 'for_whom must have something to read' })
  for_whom!: string;
}

/** Only what is to change. */
export class PatchPositioningRequest extends PositioningFields {
  @ApiPropertyOptional({ minLength: 1, maxLength: 1_000 })
  @IsOmittable()
  @IsString()
  @MaxLength(1_000)
  @Matches(/\S/, { message: 'for_whom must have something to read' })
  for_whom?: string;
}

/** In an address everything is text. */
const booleanOf = ({ value }: { value: unknown }): unknown =>
  value === 'true' ? true : value === 'false' ? false : value;

export class PositioningListQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid', description: 'Those for this cohort' })
  @IsOptional()
  @IsUUID()
  cohort_id?: string;

  @ApiPropertyOptional({ type: Boolean })
  @IsOptional()
  @Transform(booleanOf)
  @IsBoolean()
  is_active?: boolean;
}

export class PositioningResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) cohort_id!: string;
  @ApiProperty() for_whom!: string;
  @ApiProperty() problem_statement!: string;
  @ApiProperty() category_frame!: string;
  @ApiProperty() differentiator!: string;
  @ApiProperty() reason_to_believe!: string;
  @ApiProperty() competitive_alternative!: string;
  @ApiProperty() confidence!: number;
  @ApiProperty() is_active!: boolean;
  @ApiProperty({ type: 'integer', description: 'Rises with every change: the `ETag`' }) version!: number;
  @ApiProperty({ format: 'date-time' }) created_at!: string;
  @ApiProperty({ format: 'date-time' }) updated_at!: string;
}

export class PositioningPage extends PageOf(PositioningResponse) {}
