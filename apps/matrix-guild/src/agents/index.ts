import type { AgentDescription } from '@raptor/agent-kit';
import { performanceAnalyst } from './prediction/mtx-018.performance-analyst.agent';
import { signalProcessor } from './signal-processing/mtx-006.signal-processor.agent';

/** The guild's roll, in code order. */
export const matrixAgents: readonly AgentDescription[] = [signalProcessor, performanceAnalyst];
