import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsObject,
  IsUUID,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';
import { IsOmittable } from '../../api/omittable';
import { MaxJsonBytes } from '../../api/max-json-bytes';

const SECONDS = { minimum: 2, maximum: 3_600 } as const;

export class InvokeAgentRequest {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: 'As the `input_schema` of the agent says; 200 KiB at most',
  })
  @IsObject()
  @MaxJsonBytes(200 * 1_024)
  input!: Record<string, unknown>;

  @ApiPropertyOptional({
    type: 'integer',
    ...SECONDS,
    default: 120,
    description: 'After it nothing more is paid for or waited for',
  })
  @IsOmittable()
  @IsInt()
  @Min(SECONDS.minimum)
  @Max(SECONDS.maximum)
  deadline_seconds?: number;
}

/** What an assignment is for. */
export class AssignmentSubject {
  @ApiProperty({ enum: ['campaign'] }) @IsIn(['campaign']) type!: 'campaign';
  @ApiProperty({ format: 'uuid' }) @IsUUID() id!: string;
}

/** Another assignment of the same subject, whose output it gets. */
export class AssignmentPredecessor {
  @ApiProperty({ format: 'uuid' }) @IsUUID() id!: string;

  @ApiPropertyOptional({ description: 'Under which name in `inputs`; its id where none is given', example: 'brief' })
  @IsOmittable()
  @Matches(/^[a-zA-Z][\w-]{0,63}$/)
  as?: string;

  @ApiPropertyOptional({ default: false, description: 'Where it fails, this one goes on without it' })
  @IsOmittable()
  @IsBoolean()
  is_optional?: boolean;
}

export class AssignAgentRequest extends InvokeAgentRequest {
  @ApiProperty({ type: AssignmentSubject })
  @IsObject()
  @ValidateNested()
  @Type(() => AssignmentSubject)
  subject!: AssignmentSubject;

  @ApiPropertyOptional({ type: [AssignmentPredecessor], maxItems: 64 })
  @IsOmittable()
  @IsArray()
  @ArrayMaxSize(64)
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => AssignmentPredecessor)
  after?: AssignmentPredecessor[];

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    description: 'What it may spend; left out: what its subject has',
  })
  @IsOmittable()
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  budget_micro_usd?: number;
}
