import { IsBoolean, IsOptional } from 'class-validator';
import type { AgentHome } from '../roster/roster';
import { RaptorMessage, type MessageClass } from '../raptor-message';

/** What is remembered of the workspace in the envelope and not yet in the index is to be put there. A service sends it to itself. */
export abstract class IndexMemories {
  /** Everything anew: the index is emptied of this workspace first. */
  @IsOptional() @IsBoolean() anew?: boolean;
}

@RaptorMessage({
  kind: 'command',
  name: 'council.memories.index',
  version: 1,
  channel: 'sys.council',
  lane: 'low',
  readers: ['council'],
})
export class IndexCouncilMemories extends IndexMemories {}

@RaptorMessage({
  kind: 'command',
  name: 'research.memories.index',
  version: 1,
  channel: 'sys.guild.research.broadcast',
  lane: 'low',
  readers: ['research'],
})
export class IndexResearchMemories extends IndexMemories {}

@RaptorMessage({
  kind: 'command',
  name: 'muse.memories.index',
  version: 1,
  channel: 'sys.guild.muse.broadcast',
  lane: 'low',
  readers: ['muse'],
})
export class IndexMuseMemories extends IndexMemories {}

@RaptorMessage({
  kind: 'command',
  name: 'matrix.memories.index',
  version: 1,
  channel: 'sys.guild.matrix.broadcast',
  lane: 'low',
  readers: ['matrix'],
})
export class IndexMatrixMemories extends IndexMemories {}

@RaptorMessage({
  kind: 'command',
  name: 'guardian.memories.index',
  version: 1,
  channel: 'sys.guild.guardian.broadcast',
  lane: 'low',
  readers: ['guardian'],
})
export class IndexGuardianMemories extends IndexMemories {}

/** The command that a service of each home sends itself. */
export const INDEX_MEMORIES: Readonly<Record<AgentHome, MessageClass<IndexMemories>>> = {
  council: IndexCouncilMemories,
  research: IndexResearchMemories,
  muse: IndexMuseMemories,
  matrix: IndexMatrixMemories,
  guardian: IndexGuardianMemories,
};
