import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsUUID, Length, Matches, Max, Min, ValidateNested } from 'class-validator';
import { Subject } from '../agents/work-subject';
import { RaptorMessage } from '../raptor-message';

/** An assignment has no answer and will have none, not even a floor. */
@RaptorMessage({
  kind: 'event',
  name: 'guild.assignment.failed',
  version: 1,
  channel: 'sys.council',
  readers: ['council'],
})
export class AssignmentFailed {
  @IsUUID() assignmentId!: string;
  @Matches(/^(LORD|RES|MUSE|MTX|GRD)-\d{3}$/) agentCode!: string;
  @ValidateNested() @Type(() => Subject) subject!: Subject;
  @IsOptional() @IsUUID() campaignId?: string;
  /** Of the catalogue of errors. */
  @Matches(/^[A-Z][A-Z_]+$/) code!: string;
  @Length(1, 2_000) message!: string;
  @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) costMicroUsd!: number;
}
