import { AGENT_VARIABLES, agentConfig } from '@raptor/agent-kit';
import { defineServiceConfig } from '@raptor/platform';

/** The variables this service adds to the platform's: those of every service that runs agents. */
export const guardianConfig = defineServiceConfig('guardian', AGENT_VARIABLES, agentConfig);
