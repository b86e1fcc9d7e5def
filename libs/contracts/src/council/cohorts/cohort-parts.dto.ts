import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsInt,
  IsNumber,
  IsString,
  Length,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { IsOmittable } from '../../api/omittable';

const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;

/** Something after which somebody begins to look for a solution. */
export class BuyingTrigger {
  @ApiProperty({ minLength: 1, maxLength: 200 })
  @IsString()
  @Length(1, 200)
  trigger!: string;

  @ApiPropertyOptional({ maxLength: 200, description: 'How one notices that it has happened' })
  @IsOmittable()
  @IsString()
  @MaxLength(200)
  signal?: string;
}

export class DecisionCriterion {
  @ApiProperty({ minLength: 1, maxLength: 150 })
  @IsString()
  @Length(1, 150)
  criterion!: string;

  @ApiProperty({ minimum: 0, maximum: 1, description: 'Those of a cohort sum to 1' })
  @IsNumber()
  @Min(0)
  @Max(1)
  weight!: number;
}

export class Objection {
  @ApiProperty({ minLength: 1, maxLength: 300 })
  @IsString()
  @Length(1, 300)
  objection!: string;

  @ApiProperty({ minLength: 1, maxLength: 500 })
  @IsString()
  @Length(1, 500)
  answer!: string;
}

/** When they can be reached where. */
export class AttentionWindow {
  @ApiProperty({ minLength: 1, maxLength: 64, example: 'linkedin' })
  @IsString()
  @Length(1, 64)
  channel!: string;

  @ApiProperty({
    type: 'array',
    items: { type: 'integer', minimum: 1, maximum: 7 },
    minItems: 1,
    maxItems: 7,
    description: '1 is Monday, 7 is Sunday',
  })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(7)
  @ArrayUnique()
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(7, { each: true })
  days!: number[];

  @ApiProperty({ pattern: TIME.source, example: '09:00', description: "In the workspace's timezone" })
  @Matches(TIME, { message: 'from must be a time such as 09:00' })
  from!: string;

  @ApiProperty({ pattern: TIME.source, example: '11:30' })
  @Matches(TIME, { message: 'to must be a time such as 11:30' })
  to!: string;
}

/** How much somebody knows of their problem and of us, from nothing to all. */
export const JOURNEY_STAGES = ['unaware', 'problem_aware', 'solution_aware', 'product_aware', 'most_aware'] as const;
export type JourneyStage = (typeof JOURNEY_STAGES)[number];

/** Which share of a cohort is where; what is left out is 0, and all of them sum to 1. Empty: nobody has looked yet. */
export class JourneyDistribution implements Partial<Record<JourneyStage, number>> {
  @ApiPropertyOptional({ minimum: 0, maximum: 1, example: 0.2 })
  @IsOmittable()
  @IsNumber()
  @Min(0)
  @Max(1)
  unaware?: number;
  @ApiPropertyOptional({ minimum: 0, maximum: 1, example: 0.2 })
  @IsOmittable()
  @IsNumber()
  @Min(0)
  @Max(1)
  problem_aware?: number;
  @ApiPropertyOptional({ minimum: 0, maximum: 1, example: 0.2 })
  @IsOmittable()
  @IsNumber()
  @Min(0)
  @Max(1)
  solution_aware?: number;
  @ApiPropertyOptional({ minimum: 0, maximum: 1, example: 0.2 })
  @IsOmittable()
  @IsNumber()
  @Min(0)
  @Max(1)
  product_aware?: number;
  @ApiPropertyOptional({ minimum: 0, maximum: 1, example: 0.2 })
  @IsOmittable()
  @IsNumber()
  @Min(0)
  @Max(1)
  most_aware?: number;
}
