import { Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';

/** Answered with a WorkspaceAgentResponse. */
@RaptorMessage({ kind: 'query', name: 'council.agent.read', version: 1, channel: 'addressed', role: 'viewer' })
export class ReadWorkspaceAgent {
  @Matches(/^(LORD|RES|MUSE|MTX|GRD)-\d{3}$/) code!: string;
}
