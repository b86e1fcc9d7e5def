import type { AgentCode } from '../roster/roster';
import { RaptorMessage } from '../raptor-message';
import type { AgentSpecification } from './describe-agents.query';

/** Asks a service which agents it has, in a few words each; answered with {@link AgentOutline}s in code order. */
@RaptorMessage({ kind: 'query', name: 'guild.agents.outline', version: 1, channel: 'addressed' })
export class OutlineAgents {}

export interface AgentOutline extends Pick<AgentSpecification, 'purpose' | 'tier' | 'cadence'> {
  readonly code: AgentCode;
}
