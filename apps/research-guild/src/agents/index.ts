import type { AgentDescription } from '@raptor/agent-kit';

/** The guild's roll, in code order. */
export const researchAgents: readonly AgentDescription[] = [];
