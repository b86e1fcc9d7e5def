import type { Payer } from '@raptor/agent-kit';
import { v7 as uuidv7 } from 'uuid';

export const payerOf = (workspaceId: string, agentCode = 'MUSE-001', assignmentId?: string): Payer => ({
  workspaceId,
  agentCode,
  runId: uuidv7(),
  assignmentId,
});
