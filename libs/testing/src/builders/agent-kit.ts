import { AGENT_ENTITIES } from '@raptor/agent-kit';
import { codesOf, type AgentHome } from '@raptor/contracts';
import { v7 as uuidv7 } from 'uuid';
import { builder } from './builder';
import { aContentHash } from './content-hash';

const [AgentRunEntity, AgentEvidenceEntity, AgentMemoryEntity] = AGENT_ENTITIES;

/** Of MUSE-001, on behalf of a campaign that nobody else has; running, and held by nobody. */
export const anAgentRun = builder(AgentRunEntity, () => ({
  assignmentId: uuidv7(),
  agentCode: 'MUSE-001',
  subjectType: 'campaign',
  subjectId: uuidv7(),
  requestedBy: 'agent:LORD-004',
  input: { product: 'Tally' },
  deadlineAt: new Date(Date.now() + 60_000),
}));

/** A page that was read once. */
export const someAgentEvidence = builder(AgentEvidenceEntity, () => ({
  contentHash: aContentHash(),
  kind: 'page',
  source: 'pages',
  url: `https://tally.example/${uuidv7()}`,
  title: 'Pricing',
  text: 'Ten dollars a month.',
  tainted: true,
  firstSeenAt: new Date(),
  lastSeenAt: new Date(),
}));

/** Of MUSE-001; its vectors are still to be stored. */
export const anAgentMemory = builder(AgentMemoryEntity, () => ({
  kind: 'copy',
  text: 'Paid by Friday',
  textHash: aContentHash(),
  agentCode: 'MUSE-001',
}));

/** One row of every table that the kit keeps in the schema of a service that runs agents. */
export function everyAgentRow(home: AgentHome, workspaceId: string): object[] {
  const [agentCode = ''] = codesOf(home);
  const run = anAgentRun({ workspaceId, agentCode });
  return [run, someAgentEvidence({ workspaceId }), anAgentMemory({ workspaceId, agentCode, runId: run.id })];
}
