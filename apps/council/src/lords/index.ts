import type { AgentDescription } from '@raptor/agent-kit';
import { theArchitect } from './lord-001.architect.agent';
import { cognition } from './lord-002.cognition.agent';
import { strategos } from './lord-003.strategos.agent';
import { theAesthete } from './lord-004.aesthete.agent';
import { theArbiter } from './lord-006.arbiter.agent';

/** The Lords of the council, in code order. */
export const lords: readonly AgentDescription[] = [theArchitect, cognition, strategos, theAesthete, theArbiter];
