import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { ReadRun, type RunResponse, type RunStepResponse } from '@raptor/contracts';
import { Database } from '@raptor/persistence';
import { AppError, workspaceIn } from '@raptor/platform';
import { OnQuery, RaptorBusContext } from '@raptor/raptor-bus';
import { EvidenceStore } from '../evidence/evidence-store';
import { citedEvidence } from '../run/cited-evidence';
import type { AgentRunEntity, RunStep } from './agent-run.entity';
import { AgentRunsRepository } from './agent-runs.repository';
import { fitting, runEvidence, runProvenance } from './run-view';

/** Tells how a run of an agent of this service went: what it did step by step, what it rests on, what it cost. */
@Controller()
export class RunsConsumer {
  constructor(
    private readonly database: Database,
    private readonly runs: AgentRunsRepository,
    private readonly evidence: EvidenceStore,
  ) {}

  @OnQuery(ReadRun)
  async read(@Payload() { id }: ReadRun, @Ctx() context: RaptorBusContext): Promise<RunResponse> {
    const workspaceId = workspaceIn(context);
    const { actor } = context.envelope;
    const run = await this.database.withTenant(workspaceId, actor, (tx) => this.runs.known(tx, id));
    if (!run) throw new AppError('RESOURCE_NOT_FOUND', `No run ${id} in this workspace`);
    const items = await this.evidence.find({ workspaceId, actor }, run.provenance?.evidenceIds ?? []);
    const cited = run.output ? citedEvidence(run.output, { items, lacking: [] }) : [];
    return fitting({ ...responseOf(run), evidence: cited.map(runEvidence) });
  }
}

const responseOf = (run: AgentRunEntity): RunResponse => ({
  id: run.assignmentId,
  agent_code: run.agentCode,
  state: run.state,
  subject: { type: run.subjectType, id: run.subjectId },
  commanded_by: run.requestedBy,
  input: run.input,
  output: run.output,
  provenance: run.provenance && runProvenance(run.provenance),
  evidence: [],
  failure: run.failure && { code: run.failure.code, message: run.failure.message },
  review: 'unreviewed',
  steps: run.steps.map(stepOf),
  attempt: run.attempt,
  cost_micro_usd: run.costMicroUsd,
  deadline_at: run.deadlineAt.toISOString(),
  created_at: run.createdAt.toISOString(),
  started_at: run.createdAt.toISOString(),
  finished_at: run.finishedAt?.toISOString() ?? null,
  unavailable: [],
});

const stepOf = ({ name, at, tookMs, outcome, detail }: RunStep): RunStepResponse => ({
  name,
  at,
  took_ms: tookMs,
  outcome,
  detail: { ...detail },
});
