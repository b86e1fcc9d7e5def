import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsNumber, IsOptional, IsString, IsUUID, Matches, Max, MaxLength, Min } from 'class-validator';
import { IsMoment } from '../../api/moment';
import { IsOmittable } from '../../api/omittable';
import { PageOf, PageQuery } from '../../api/page.dto';
import { CAMPAIGN_CHANNELS, type CampaignChannel } from '../campaigns/campaign-words';

export const MOVE_STATES = ['planned', 'observe', 'orient', 'decide', 'act', 'complete', 'killed'] as const;
export type MoveState = (typeof MOVE_STATES)[number];

export const MOVE_HEALTHS = ['green', 'amber', 'red'] as const;
export type MoveHealth = (typeof MOVE_HEALTHS)[number];

/** One step of a campaign. It may have one effect on the world outside, once. */
export class MoveResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ format: 'uuid' }) campaign_id!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) quest_id!: string | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'The number of the chapter of its quest' })
  chapter!: number | null;
  @ApiProperty() name!: string;
  @ApiProperty({ example: 'email' }) kind!: string;
  @ApiProperty({ example: 'email' }) channel!: string;
  @ApiProperty({ enum: MOVE_STATES }) state!: MoveState;
  @ApiProperty({ type: 'object', additionalProperties: true, description: 'What it was planned with' })
  inputs!: Record<string, unknown>;
  @ApiProperty({ type: 'object', additionalProperties: true }) metrics!: Record<string, unknown>;
  @ApiProperty({ description: '0 to 1' }) progress!: number;
  @ApiProperty({ enum: MOVE_HEALTHS }) health!: MoveHealth;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) scheduled_for!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'What must not leave twice; set just before it leaves' })
  effect_key!: string | null;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'What the channel said. Null with an `effect_key`: it may have left, nobody knows yet',
  })
  receipt!: Record<string, unknown> | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) executed_at!: string | null;
  @ApiProperty({ type: 'integer', description: 'Rises with every change: the `ETag`' }) version!: number;
  @ApiProperty({ format: 'date-time' }) created_at!: string;
  @ApiProperty({ format: 'date-time' }) updated_at!: string;
}

export class MovePage extends PageOf(MoveResponse) {}

export class MovesQuery extends PageQuery {
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() campaign_id?: string;
  @ApiPropertyOptional({ format: 'uuid' }) @IsOptional() @IsUUID() quest_id?: string;
  @ApiPropertyOptional({ enum: MOVE_STATES }) @IsOptional() @IsIn(MOVE_STATES) state?: MoveState;
  @ApiPropertyOptional({ enum: CAMPAIGN_CHANNELS }) @IsOptional() @IsIn(CAMPAIGN_CHANNELS) channel?: CampaignChannel;
}

/** Only what is to change. */
export class PatchMoveRequest {
  @ApiPropertyOptional({ minLength: 1, maxLength: 200 })
  @IsOmittable()
  @IsString()
  @MaxLength(200)
  @Matches(/\S/, { message: 'name must have something to read' })
  name?: string;

  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it is to run; null: when somebody says so',
  })
  @IsOptional()
  @IsMoment()
  scheduled_for?: string | null;
}

export class SetMoveStatusRequest {
  @ApiProperty({ enum: MOVE_STATES, description: '`complete` and `killed` are for good' })
  @IsIn(MOVE_STATES)
  state!: MoveState;

  @ApiPropertyOptional({ enum: MOVE_HEALTHS }) @IsOmittable() @IsIn(MOVE_HEALTHS) health?: MoveHealth;

  @ApiPropertyOptional({ minimum: 0, maximum: 1, description: 'Of a complete one it is 1' })
  @IsOmittable()
  @IsNumber()
  @Min(0)
  @Max(1)
  progress?: number;
}
