import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsObject, IsOptional, IsUUID, Matches, ValidateNested } from 'class-validator';
import { CitedEvidence, Provenance } from '../agents/provenance';
import { Subject } from '../agents/work-subject';
import { RaptorMessage } from '../raptor-message';

/** An agent has answered an assignment. Said once for each. */
@RaptorMessage({
  kind: 'event',
  name: 'guild.assignment.completed',
  version: 1,
  channel: 'sys.council',
  readers: ['council'],
})
export class AssignmentCompleted {
  @IsUUID() assignmentId!: string;
  @Matches(/^(LORD|RES|MUSE|MTX|GRD)-\d{3}$/) agentCode!: string;
  @ValidateNested() @Type(() => Subject) subject!: Subject;
  @IsOptional() @IsUUID() campaignId?: string;
  @IsObject() output!: Record<string, unknown>;
  @ValidateNested() @Type(() => Provenance) provenance!: Provenance;
  @IsArray() @ArrayMaxSize(100) @ValidateNested({ each: true }) @Type(() => CitedEvidence) evidence!: CitedEvidence[];
}
