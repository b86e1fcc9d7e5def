import { v7 as uuidv7 } from 'uuid';
import { ApprovalEntity } from '../../../../apps/council/src/approvals/approval.entity';
import { CouncilDecisionEntity } from '../../../../apps/council/src/decisions/council-decision.entity';
import { EmergencyActionEntity } from '../../../../apps/council/src/emergency/emergency-action.entity';
import { AgentAssignmentEntity } from '../../../../apps/council/src/registry/agent-assignment.entity';
import { AgentTrustScoreEntity } from '../../../../apps/council/src/registry/agent-trust-score.entity';
import { AgentEntity } from '../../../../apps/council/src/registry/agent.entity';
import { builder } from './builder';
import { aContentHash } from './content-hash';

const inAnHour = (): Date => new Date(Date.now() + 3_600_000);

/** MUSE-001: of each agent a workspace has one row. */
export const anAgent = builder(AgentEntity, () => ({ code: 'MUSE-001' }));

/** Requested, of a subject that nobody else has. */
export const anAssignment = builder(AgentAssignmentEntity, () => ({
  subjectType: 'campaign',
  subjectId: uuidv7(),
  agentCode: 'MUSE-001',
  commandedBy: 'agent:LORD-004',
  input: { product: 'Tally' },
  deadlineAt: inAnHour(),
}));

/** Of MUSE-001. */
export const aTrustScore = builder(AgentTrustScoreEntity, () => ({ agentCode: 'MUSE-001' }));

/** About an assignment that nobody else has. */
export const aDecision = builder(CouncilDecisionEntity, () => ({
  lord: 'LORD-004',
  kind: 'approval',
  subjectType: 'assignment',
  subjectId: uuidv7(),
  decision: 'accepted',
  reasoning: 'Keeps the promise of the positioning',
}));

/** Pending, for an asset that nobody else has. */
export const anApproval = builder(ApprovalEntity, () => ({
  subjectType: 'asset',
  subjectId: uuidv7(),
  contentHash: aContentHash(),
  risk: 'medium',
  requestedBy: 'agent:LORD-006',
  expiresAt: inAnHour(),
}));

/** Of one agent, still on. */
export const anEmergencyAction = builder(EmergencyActionEntity, () => ({
  scope: 'agent',
  target: 'MUSE-001',
  reason: 'manual',
  startedBy: `user:${uuidv7()}`,
}));
