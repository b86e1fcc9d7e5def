import { AssignmentCompleted, AssignmentFailed, type RunAssignment } from '@raptor/contracts';
import type { RunFailure } from '../runs/agent-run.entity';
import type { RunResult } from '../run/run-request';

const about = ({ assignmentId, agentCode, subject, campaignId }: RunAssignment) => ({
  assignmentId,
  agentCode,
  subject,
  ...(campaignId !== undefined && { campaignId }),
});

export const completedOf = (
  assignment: RunAssignment,
  { output, provenance, evidence }: RunResult,
): AssignmentCompleted =>
  Object.assign(new AssignmentCompleted(), { ...about(assignment), output, provenance, evidence });

export const failedOf = (
  assignment: RunAssignment,
  { code, message }: RunFailure,
  costMicroUsd: number,
): AssignmentFailed => Object.assign(new AssignmentFailed(), { ...about(assignment), code, message, costMicroUsd });
