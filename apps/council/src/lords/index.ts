import type { AgentDescription } from '@raptor/agent-kit';

/** The Lords, in code order. */
export const lords: readonly AgentDescription[] = [];
