import { RaptorMessage } from '../../raptor-message';

/** What a workspace has set for its agents, and how they do; answered with all WorkspaceAgentResponses in code order. */
@RaptorMessage({ kind: 'query', name: 'council.agents.list', version: 1, channel: 'addressed', role: 'viewer' })
export class ListWorkspaceAgents {}
