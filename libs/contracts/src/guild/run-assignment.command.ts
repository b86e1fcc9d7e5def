import { Type } from 'class-transformer';
import { IsISO8601, IsIn, IsObject, IsOptional, IsUUID, Matches, ValidateNested } from 'class-validator';
import { Subject } from '../agents/work-subject';
import { AssetWork } from './asset-work';
import { RaptorMessage, type MessageClass } from '../raptor-message';
import type { AgentHome } from '../roster/roster';

const AGENT_CODE = /^(LORD|RES|MUSE|MTX|GRD)-\d{3}$/;

/** One agent, one input, one deadline. A copy of it is the same work. */
export abstract class RunAssignment {
  @IsUUID() assignmentId!: string;
  @Matches(AGENT_CODE) agentCode!: string;
  @ValidateNested() @Type(() => Subject) subject!: Subject;
  @IsOptional() @IsUUID() campaignId?: string;
  /** Where it is about an asset. */
  @IsOptional() @ValidateNested() @Type(() => AssetWork) asset?: AssetWork;
  @IsObject() input!: Record<string, unknown>;
  /** After it nothing is begun and nothing paid; what is there by then is the answer. */
  @IsISO8601({ strict: true }) deadlineAt!: string;
  /** Who hears of its end. */
  @IsIn(['council']) replyTo!: 'council';
}

@RaptorMessage({
  kind: 'command',
  name: 'council.assignment.run',
  version: 1,
  channel: 'sys.council',
  readers: ['council'],
})
export class RunCouncilAssignment extends RunAssignment {}

@RaptorMessage({
  kind: 'command',
  name: 'research.assignment.run',
  version: 1,
  channel: 'sys.guild.research.broadcast',
  readers: ['research'],
})
export class RunResearchAssignment extends RunAssignment {}

@RaptorMessage({
  kind: 'command',
  name: 'muse.assignment.run',
  version: 1,
  channel: 'sys.guild.muse.broadcast',
  readers: ['muse'],
})
export class RunMuseAssignment extends RunAssignment {}

@RaptorMessage({
  kind: 'command',
  name: 'matrix.assignment.run',
  version: 1,
  channel: 'sys.guild.matrix.broadcast',
  readers: ['matrix'],
})
export class RunMatrixAssignment extends RunAssignment {}

@RaptorMessage({
  kind: 'command',
  name: 'guardian.assignment.run',
  version: 1,
  channel: 'sys.guild.guardian.broadcast',
  readers: ['guardian'],
})
export class RunGuardianAssignment extends RunAssignment {}

/** The command that an agent of each home obeys. */
export const RUN_ASSIGNMENT: Readonly<Record<AgentHome, MessageClass<RunAssignment>>> = {
  council: RunCouncilAssignment,
  research: RunResearchAssignment,
  muse: RunMuseAssignment,
  matrix: RunMatrixAssignment,
  guardian: RunGuardianAssignment,
};
