import type { AgentDescription } from '@raptor/agent-kit';
import { longFormWriter } from './content-strategists/muse-009.long-form-writer.agent';
import { headlineCopywriter } from './copywriters/muse-001.headline-copywriter.agent';

/** The guild's roll, in code order. */
export const museAgents: readonly AgentDescription[] = [headlineCopywriter, longFormWriter];
