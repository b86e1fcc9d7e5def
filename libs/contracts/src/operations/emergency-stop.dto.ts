import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, Matches } from 'class-validator';
import { IsOmittable } from '../api/omittable';
import { STOP_REASONS, STOP_SCOPES, STOP_TARGET, type StopReason, type StopScope } from '../council/stop-scope';

export class StopTargetQuery {
  @ApiProperty({ enum: STOP_SCOPES }) @IsIn(STOP_SCOPES) scope!: StopScope;

  @ApiPropertyOptional({
    example: 'MUSE-001',
    description: 'The code of the agent, or the guild (`council` for the Lords); `*`, or nothing, for the workspace',
    maxLength: 16,
  })
  @IsOmittable()
  @Matches(STOP_TARGET)
  target?: string;
}

export class StartStopRequest extends StopTargetQuery {
  @ApiProperty({ enum: STOP_REASONS }) @IsIn(STOP_REASONS) reason!: StopReason;
}

/** A stop that is on, or that has just been ended. */
export class EmergencyStopResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: STOP_SCOPES }) scope!: StopScope;
  @ApiProperty({ example: '*' }) target!: string;
  @ApiProperty({ enum: STOP_REASONS }) reason!: StopReason;
  @ApiProperty({ example: 'user:0190…' }) started_by!: string;
  @ApiProperty({ format: 'date-time' }) started_at!: string;
  @ApiProperty({ type: String, nullable: true }) ended_by!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) ended_at!: string | null;
}

export class EmergencyStopList {
  @ApiProperty({ type: [EmergencyStopResponse] }) items!: EmergencyStopResponse[];
}
