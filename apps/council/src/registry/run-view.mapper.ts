import { fitting, runEvidence, runProvenance } from '@raptor/agent-kit';
import type { RunResponse } from '@raptor/contracts';
import type { AgentAssignmentEntity } from './agent-assignment.entity';

/** As far as the council knows it: its steps are with who ran it. */
export const runResponse = (row: AgentAssignmentEntity): RunResponse =>
  fitting({
    id: row.id,
    agent_code: row.agentCode,
    state: row.state,
    subject: { type: row.subjectType, id: row.subjectId },
    commanded_by: row.commandedBy,
    input: row.input,
    output: row.output,
    provenance: row.provenance && {
      ...runProvenance(row.provenance),
      unreviewed: row.review === 'unreviewed',
    },
    evidence: (row.provenance?.cited ?? []).map(runEvidence),
    failure: row.failure && { code: row.failure.code, message: row.failure.message },
    review: row.review,
    steps: [],
    attempt: row.attempt,
    cost_micro_usd: row.costMicroUsd,
    deadline_at: row.deadlineAt.toISOString(),
    created_at: row.createdAt.toISOString(),
    started_at: row.startedAt?.toISOString() ?? null,
    finished_at: row.finishedAt?.toISOString() ?? null,
    unavailable: [],
  });
