import type { AgentDescription } from '@raptor/agent-kit';
import { theArchitect } from './lord-001.architect.agent';
import { cognition } from './lord-002.cognition.agent';

/** The Lords, in code order. */
export const lords: readonly AgentDescription[] = [theArchitect, cognition];
