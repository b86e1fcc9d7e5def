import { Type } from 'class-transformer';
import { IsInt, IsUUID, Length, Matches, Max, Min, ValidateNested } from 'class-validator';
import { Subject } from '../agents/work-subject';
import { RaptorMessage } from '../raptor-message';

/** What has become of an assignment, as the council has written it down; each is said once. */
export abstract class AssignmentFact {
  @IsUUID() assignmentId!: string;
  @Matches(/^(LORD|RES|MUSE|MTX|GRD)-\d{3}$/) agentCode!: string;
  @ValidateNested() @Type(() => Subject) subject!: Subject;
}

/** It was handed to a guild. */
@RaptorMessage({
  kind: 'event',
  name: 'council.assignment.started',
  version: 1,
  channel: 'sys.state.update',
  readers: ['gateway'],
})
export class CouncilAssignmentStarted extends AssignmentFact {}

@RaptorMessage({
  kind: 'event',
  name: 'council.assignment.completed',
  version: 1,
  channel: 'sys.state.update',
  readers: ['gateway'],
})
export class CouncilAssignmentCompleted extends AssignmentFact {
  @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) costMicroUsd!: number;
}

/** By its guild's word, because its time was over, or because it needs the output of one that has failed. */
@RaptorMessage({
  kind: 'event',
  name: 'council.assignment.failed',
  version: 1,
  channel: 'sys.state.update',
  readers: ['gateway'],
})
export class CouncilAssignmentFailed extends AssignmentFact {
  /** Of the catalogue of errors. */
  @Matches(/^[A-Z][A-Z_]+$/) code!: string;
  @Length(1, 2_000) message!: string;
  @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) costMicroUsd!: number;
}
