import type { AgentDescription } from '@raptor/agent-kit';

/** The guild's roll, in code order. */
export const matrixAgents: readonly AgentDescription[] = [];
