import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsIn,
  IsNumber,
  IsOptional,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsMoment } from '../../api/moment';
import { IsOmittable } from '../../api/omittable';
import { PageOf, PageQuery } from '../../api/page.dto';

export const OBSERVED_SUBJECTS = [
  'workspace',
  'campaign',
  'move',
  'asset',
  'channel',
  'competitor',
  'keyword',
  'topic',
] as const;
export type ObservedSubject = (typeof OBSERVED_SUBJECTS)[number];

/** A word: `impressions`, `cost_micro_usd`. */
const METRIC = /^[a-z][a-z0-9_.]{0,99}$/;
const MOST = 1_000_000_000_000_000;
const SUBJECT_ID =
  'Of what has one, such as a move; the name of what has none, such as a channel. Of one channel of a campaign: `<campaign id>/<channel>`';

/** What was measured: one metric of one subject at one moment. */
export class ObservationFields {
  @ApiProperty({ enum: OBSERVED_SUBJECTS }) @IsIn(OBSERVED_SUBJECTS) subject_type!: ObservedSubject;

  @ApiProperty({ minLength: 1, maxLength: 200, description: SUBJECT_ID })
  @Length(1, 200)
  @Matches(/^[^\0]+$/, { message: 'subject_id must be text' })
  subject_id!: string;

  @ApiProperty({
    pattern: METRIC.source,
    example: 'impressions',
    description: '`impressions`, `clicks`, `conversions`, `cost_micro_usd` and `revenue_micro_usd` are understood',
  })
  @Matches(METRIC)
  metric!: string;

  @ApiProperty({ minimum: -MOST, maximum: MOST }) @IsNumber() @Min(-MOST) @Max(MOST) value!: number;
  @ApiProperty({ format: 'date-time' }) @IsMoment() observed_at!: string;

  @ApiPropertyOptional({
    maxLength: 200,
    default: '',
    example: 'ga4',
    description: 'Who measured it. Figures of several sources at one moment add up; the same one told again does not',
  })
  @IsOmittable()
  @Length(0, 200)
  @Matches(/^[^\0]*$/, { message: 'source_id must be text' })
  source_id?: string;
}

export class RecordObservationsRequest {
  @ApiProperty({ type: [ObservationFields], minItems: 1, maxItems: 1000 })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(1_000)
  @ValidateNested({ each: true })
  @Type(() => ObservationFields)
  observations!: ObservationFields[];
}

export class RecordedObservationsResponse {
  @ApiProperty({ type: 'integer' }) received!: number;
  @ApiProperty({ type: 'integer', description: 'That were new' }) added!: number;
  @ApiProperty({ type: 'integer', description: 'That had been told before: the first word stands' }) known!: number;
}

export class ObservationResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: OBSERVED_SUBJECTS }) subject_type!: ObservedSubject;
  @ApiProperty() subject_id!: string;
  @ApiProperty({ example: 'impressions' }) metric!: string;
  @ApiProperty() value!: number;
  @ApiProperty({ format: 'date-time' }) observed_at!: string;
  @ApiProperty({ description: 'Empty where nobody said' }) source_id!: string;
  @ApiProperty({ format: 'date-time' }) created_at!: string;
}

export class ObservationPage extends PageOf(ObservationResponse) {}

export class ObservationsQuery extends PageQuery {
  @ApiPropertyOptional({ enum: OBSERVED_SUBJECTS })
  @IsOptional()
  @IsIn(OBSERVED_SUBJECTS)
  subject_type?: ObservedSubject;

  @ApiPropertyOptional({ minLength: 1, maxLength: 200 }) @IsOptional() @Length(1, 200) subject_id?: string;
  @ApiPropertyOptional({ pattern: METRIC.source }) @IsOptional() @Matches(METRIC) metric?: string;
  @ApiPropertyOptional({ format: 'date-time' }) @IsOptional() @IsMoment() from?: string;
  @ApiPropertyOptional({ format: 'date-time', description: 'Not included' }) @IsOptional() @IsMoment() to?: string;
}
