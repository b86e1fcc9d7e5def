import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { IsOmittable } from '../../api/omittable';
import { PageOf, PageQuery } from '../../api/page.dto';
import {
  APPROVAL_STATES,
  APPROVAL_SUBJECTS,
  RISKS,
  type ApprovalState,
  type ApprovalSubject,
  type Risk,
} from './approval-words';

const SHA_256 = /^[0-9a-f]{64}$/;

export class ApprovalListQuery extends PageQuery {
  @ApiPropertyOptional({ enum: APPROVAL_STATES })
  @IsOptional()
  @IsIn(APPROVAL_STATES)
  state?: ApprovalState;

  @ApiPropertyOptional({ enum: RISKS })
  @IsOptional()
  @IsIn(RISKS)
  risk?: Risk;

  @ApiPropertyOptional({ format: 'uuid', description: 'Those that this person should decide' })
  @IsOptional()
  @IsUUID()
  assigned_to?: string;
}

export class DecideApprovalRequest {
  @ApiProperty({
    description: 'The `content_hash` of what was looked at: what has changed since is not decided with it',
    pattern: SHA_256.source,
  })
  @Matches(SHA_256, { message: 'content_hash must be a SHA-256 in hex' })
  content_hash!: string;

  @ApiPropertyOptional({ maxLength: 2_000 })
  @IsOmittable()
  @IsString()
  @MaxLength(2_000)
  note?: string;
}

export class DelegateApprovalRequest {
  @ApiProperty({ format: 'uuid', description: 'An active member whose role is enough for its risk' })
  @IsUUID()
  user_id!: string;
}

export class ApprovalResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ enum: APPROVAL_SUBJECTS }) subject_type!: ApprovalSubject;
  @ApiProperty({ format: 'uuid' }) subject_id!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'The campaign that it is for' })
  campaign_id!: string | null;
  @ApiProperty({ description: 'SHA-256 of exactly that content which is to be approved' }) content_hash!: string;
  @ApiProperty({ enum: RISKS, description: 'Medium is decided by an operator, high by an admin who is not its author' })
  risk!: Risk;
  @ApiProperty({ enum: APPROVAL_STATES }) state!: ApprovalState;
  @ApiProperty({ example: 'agent:LORD-006' }) requested_by!: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'Who should decide it; null: whoever may' })
  assigned_to!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) escalated_at!: string | null;
  @ApiProperty({ type: String, nullable: true, example: 'user:0190...' }) decided_by!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) decided_at!: string | null;
  @ApiProperty({ format: 'date-time', description: 'Until when it can be decided' }) expires_at!: string;
  @ApiProperty({ type: String, nullable: true }) note!: string | null;
  @ApiProperty({ format: 'date-time' }) created_at!: string;
  @ApiProperty({ format: 'date-time' }) updated_at!: string;
}

export class ApprovalPage extends PageOf(ApprovalResponse) {}
