import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsIn,
  IsInt,
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
import { IsOmittable } from '../api/omittable';
import { IsMoment } from '../api/moment';
import { SERVICE_KEYS, type ServiceKey } from '../services';

export const DEAD_LETTER_CAUSES = [
  'max_retries_exceeded',
  'schema_violation',
  'routing_error',
  'processing_timeout',
  'publish_error',
] as const;
export type DeadLetterCause = (typeof DEAD_LETTER_CAUSES)[number];

/** `open` waits for a decision, `queued` is about to be handled again; `redriven` and `discarded` are closed. */
export const DEAD_LETTER_STATES = ['open', 'queued', 'redriven', 'discarded'] as const;
export type DeadLetterState = (typeof DEAD_LETTER_STATES)[number];

const MESSAGE_NAME = /^[a-z0-9_.]{1,200}$/;

export class DeadLetterFailure {
  @ApiProperty({ example: 'MESSAGE_INVALID' }) code!: string;
  @ApiProperty() message!: string;
}

/** A message about the workspace that could not be handled. */
export class DeadLetterResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: SERVICE_KEYS, description: 'Who could not handle it' }) service!: ServiceKey;
  @ApiProperty({ description: 'Of the message' }) event_id!: string;
  @ApiProperty({ example: 'council.spend.settle' }) name!: string;
  @ApiProperty({ example: 'sys.council' }) channel!: string;
  @ApiProperty({ enum: DEAD_LETTER_CAUSES, description: 'Of the latest failure' }) reason!: DeadLetterCause;
  @ApiProperty({ type: DeadLetterFailure }) failure!: DeadLetterFailure;
  @ApiProperty({ type: 'integer', description: 'Over all its tries' }) attempts!: number;
  @ApiProperty({ enum: DEAD_LETTER_STATES }) state!: DeadLetterState;
  @ApiProperty({ description: 'It has been given another payload than it came with' }) is_edited!: boolean;
  @ApiProperty({ format: 'date-time' }) created_at!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) closed_at!: string | null;
}

export class DeadLetterEvent {
  @ApiProperty({ enum: ['buried', 'queued', 'edited', 'discarded', 'redriven', 'failed'] }) did!: string;
  @ApiProperty({ example: 'user:0190…' }) by!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ type: String, nullable: true, description: 'Why it was discarded' }) reason!: string | null;
  @ApiProperty({ type: [String], description: 'The fields that an edit changed' }) fields!: string[];
  @ApiProperty({ type: DeadLetterFailure, nullable: true }) failure!: DeadLetterFailure | null;
}

export class DeadLetterDetailResponse extends DeadLetterResponse {
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'As it came; null where it cannot be read, or is very large',
  })
  payload!: Record<string, unknown> | null;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'What is handled in its place; null as long as nobody has edited it',
  })
  edited_payload!: Record<string, unknown> | null;
  @ApiProperty({ type: String, nullable: true, example: 'agent:MUSE-001' }) actor!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The request that it all began with' })
  correlation_id!: string | null;
  @ApiProperty({ type: [DeadLetterEvent], description: 'How it became one, and the latest hundred' })
  history!: DeadLetterEvent[];
}

export class DeadLetterPage {
  @ApiProperty({ type: [DeadLetterResponse], description: 'Newest first' }) items!: DeadLetterResponse[];
  @ApiProperty({ type: String, nullable: true, description: 'For the next page; null on the last' })
  next_cursor!: string | null;
  @ApiProperty({ type: [String], description: 'Services that did not answer; their dead letters are missing' })
  unavailable!: string[];
}

/** Which dead letters; what is left out does not matter. */
export class DeadLetterFilter {
  @ApiPropertyOptional({ enum: DEAD_LETTER_CAUSES }) @IsOmittable() @IsIn(DEAD_LETTER_CAUSES) reason?: DeadLetterCause;

  @ApiPropertyOptional({ pattern: MESSAGE_NAME.source, description: 'Of the message' })
  @IsOmittable()
  @Matches(MESSAGE_NAME)
  name?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Buried from then on' })
  @IsOmittable()
  @IsMoment()
  since?: string;

  @ApiPropertyOptional({ format: 'date-time', description: 'Buried before' }) @IsOmittable() @IsMoment() until?: string;
}

/** Of one service, or of all. */
export class DeadLettersOfService extends DeadLetterFilter {
  @ApiPropertyOptional({ enum: SERVICE_KEYS }) @IsOmittable() @IsIn(SERVICE_KEYS) service?: ServiceKey;
}

export class DeadLettersQuery extends DeadLettersOfService {
  @ApiPropertyOptional({ enum: DEAD_LETTER_STATES, default: 'open' })
  @IsOptional()
  @IsIn(DEAD_LETTER_STATES)
  state?: DeadLetterState;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 100, default: 20 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  limit?: number;

  @ApiPropertyOptional({ description: '`next_cursor` of the page before', maxLength: 1_000 })
  @IsOptional()
  @IsString()
  @MaxLength(1_000)
  cursor?: string;
}

export class RedriveRequest {
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: 'Handled in the place of what came; it must fit the class of the message',
  })
  @IsOmittable()
  @IsObject()
  payload?: Record<string, unknown>;
}

export class DiscardRequest {
  @ApiProperty({ minLength: 1, maxLength: 500, description: 'Why nobody is to handle it' })
  @IsString()
  @Length(1, 500)
  reason!: string;
}

export class RedriveMatchingRequest {
  @ApiProperty({ type: DeadLettersOfService, description: 'At least one field; only open ones are taken' })
  @IsObject()
  @ValidateNested()
  @Type(() => DeadLettersOfService)
  filter!: DeadLettersOfService;
}

export class RedrivenInService {
  @ApiProperty({ enum: SERVICE_KEYS }) service!: ServiceKey;
  @ApiProperty({ type: 'integer' }) queued!: number;
  @ApiProperty({ description: 'A service takes 1,000 at a time: ask again' }) has_more!: boolean;
}

export class RedriveMatchingResponse {
  @ApiProperty({ type: 'integer', description: 'To be handled again' }) queued!: number;
  @ApiProperty({ description: 'There may be more: ask again' }) has_more!: boolean;
  @ApiProperty({ type: [RedrivenInService] }) services!: RedrivenInService[];
  @ApiProperty({ type: [String], description: 'Services that did not answer' }) unavailable!: string[];
}
