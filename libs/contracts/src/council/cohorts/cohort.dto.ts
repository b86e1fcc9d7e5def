import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsOmittable } from '../../api/omittable';
import { MaxJsonBytes } from '../../api/max-json-bytes';
import { PageOf, PageQuery } from '../../api/page.dto';
import { AttentionWindow, BuyingTrigger, DecisionCriterion, JourneyDistribution, Objection } from './cohort-parts.dto';

/** Most bytes of JSON of `demographics`, and of `psychographics`. */
const FREE_FIELD_BYTES = 8 * 1_024;

/** What may be left out of a cohort. All of it together fits into one message, whatever characters it has. */
export abstract class CohortFields {
  @ApiPropertyOptional({ maxLength: 2_000 })
  @IsOmittable()
  @IsString()
  @MaxLength(2_000)
  summary?: string;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'Age, place, income and the like, in words of your own; 8 KiB of JSON at most',
    example: { age: '30 to 45' },
  })
  @IsOmittable()
  @IsObject()
  @MaxJsonBytes(FREE_FIELD_BYTES)
  demographics?: Record<string, unknown>;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'Values, attitudes, habits, in words of your own; 8 KiB of JSON at most',
  })
  @IsOmittable()
  @IsObject()
  @MaxJsonBytes(FREE_FIELD_BYTES)
  psychographics?: Record<string, unknown>;

  @ApiPropertyOptional({ type: [String], maxItems: 20, description: 'At most 300 characters each' })
  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @Length(1, 300, { each: true })
  pain_points?: string[];

  @ApiPropertyOptional({ type: [String], maxItems: 20, description: 'At most 300 characters each' })
  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(20)
  @IsString({ each: true })
  @Length(1, 300, { each: true })
  goals?: string[];

  @ApiPropertyOptional({ type: [BuyingTrigger], maxItems: 15 })
  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(15)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => BuyingTrigger)
  buying_triggers?: BuyingTrigger[];

  @ApiPropertyOptional({ type: [DecisionCriterion], maxItems: 20, description: 'Their weights sum to 1, within 0.001' })
  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(20)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => DecisionCriterion)
  decision_criteria?: DecisionCriterion[];

  @ApiPropertyOptional({ type: [Objection], maxItems: 15 })
  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(15)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => Objection)
  objection_map?: Objection[];

  @ApiPropertyOptional({ type: [AttentionWindow], maxItems: 20 })
  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(20)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => AttentionWindow)
  attention_windows?: AttentionWindow[];

  @ApiPropertyOptional({ type: JourneyDistribution, description: 'Its shares sum to 1, within 0.001' })
  @IsOmittable()
  @IsObject()
  @ValidateNested()
  @Type(() => JourneyDistribution)
  journey_distribution?: JourneyDistribution;

  @ApiPropertyOptional({ type: Number, nullable: true, minimum: 0, maximum: 1 })
  @IsOptional()
  @IsNumber()
  @Min(0)
  @Max(1)
  health_score?: number | null;
}

export class CreateCohortRequest extends CohortFields {
  @ApiProperty({ minLength: 1, maxLength: 200, example: 'Freelancers', description: 'No other cohort has it' })
  @IsString()
  @MaxLength(200)
  @Matches(/\S/, { message: 'name must have something to read' })
  name!: string;
}

/** Only what is to change; lists and objects as a whole. */
export class PatchCohortRequest extends CohortFields {
  @ApiPropertyOptional({ minLength: 1, maxLength: 200 })
  @IsOmittable()
  @IsString()
  @MaxLength(200)
  @Matches(/\S/, { message: 'name must have something to read' })
  name?: string;
}

export class CohortListQuery extends PageQuery {}

export class CohortResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty() name!: string;
  @ApiProperty() summary!: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) demographics!: Record<string, unknown>;
  @ApiProperty({ type: 'object', additionalProperties: true }) psychographics!: Record<string, unknown>;
  @ApiProperty({ type: [String] }) pain_points!: string[];
  @ApiProperty({ type: [String] }) goals!: string[];
  @ApiProperty({ type: [BuyingTrigger] }) buying_triggers!: BuyingTrigger[];
  @ApiProperty({ type: [DecisionCriterion] }) decision_criteria!: DecisionCriterion[];
  @ApiProperty({ type: [Objection] }) objection_map!: Objection[];
  @ApiProperty({ type: [AttentionWindow] }) attention_windows!: AttentionWindow[];
  @ApiProperty({ type: JourneyDistribution }) journey_distribution!: JourneyDistribution;
  @ApiProperty({ type: Number, nullable: true }) health_score!: number | null;
  @ApiProperty({ type: 'integer', description: 'Rises with every change: the `ETag`' }) version!: number;
  @ApiProperty({ format: 'date-time' }) created_at!: string;
  @ApiProperty({ format: 'date-time' }) updated_at!: string;
}

export class CohortPage extends PageOf(CohortResponse) {}
