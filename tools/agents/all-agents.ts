import type { AgentDescription } from '@raptor/agent-kit';
import type { AgentHome } from '@raptor/contracts';
import { lords } from '../../apps/council/src/lords';
import { guardianAgents } from '../../apps/guardian-guild/src/agents';
import { matrixAgents } from '../../apps/matrix-guild/src/agents';
import { museAgents } from '../../apps/muse-guild/src/agents';
import { researchAgents } from '../../apps/research-guild/src/agents';

/** The agents that have a description, by their home. */
export const AGENTS: Readonly<Record<AgentHome, readonly AgentDescription[]>> = {
  council: lords,
  research: researchAgents,
  muse: museAgents,
  matrix: matrixAgents,
  guardian: guardianAgents,
};

export const describedAgents = (): AgentDescription[] => Object.values(AGENTS).flat();
