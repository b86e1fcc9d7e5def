import { Injectable } from '@nestjs/common';
import type { Changed } from '@raptor/agent-kit';
import {
  coversAgent,
  isAgentCode,
  type AgentCode,
  type AssignAgent,
  type InvokeAgentRequest,
  type RequestInvocation,
  type RunResponse,
} from '@raptor/contracts';
import type { Transaction } from '@raptor/persistence';
import { AppError } from '@raptor/platform';
import type { Actor } from '@raptor/raptor-bus';
import { v7 as uuidv7 } from 'uuid';
import { ENDED_STATUSES } from '../campaigns/campaign.entity';
import { CampaignsRepository } from '../campaigns/campaigns.repository';
import { EmergencyActionsRepository } from '../emergency/emergency-actions.repository';
import { actorName } from '../operations/actor-name';
import { invalidFields, stateForbids } from '../operations/fields';
import type { AssignmentSubject } from './agent-assignment.entity';
import { AgentsRepository } from './agents.repository';
import { AssignmentsRepository, type SubjectOfWork } from './assignments.repository';
import { AssignmentsService, type WantedAssignment } from './assignments.service';
import { runResponse } from './run-view.mapper';

/** Runs that one workspace may have asked for by hand and that have not ended. */
const MOST_INVOKED = 100;
const USUAL_DEADLINE_SECONDS = 120;

/** Work that people give to agents by hand. It is written down before it is answered, so nothing that was accepted is lost. */
@Injectable()
export class WorkOrders {
  constructor(
    private readonly agents: AgentsRepository,
    private readonly assignments: AssignmentsRepository,
    private readonly service: AssignmentsService,
    private readonly stops: EmergencyActionsRepository,
    private readonly campaigns: CampaignsRepository,
  ) {}

  /** @throws AppError AGENT_UNKNOWN, STATE_FORBIDS, WORK_STOPPED, AGENT_BUSY */
  async invoke(tx: Transaction, asked: RequestInvocation, by: Actor): Promise<Changed<RunResponse>> {
    const agentCode = await this.workable(tx, asked.code);
    if ((await this.assignments.countOpen(tx, 'invoke')) >= MOST_INVOKED)
      throw new AppError('AGENT_BUSY', `${MOST_INVOKED} runs of this workspace were asked for and have not ended`, {
        retryAfterSeconds: 5,
      });
    const id = uuidv7();
    const wanted = { id, agentCode, input: asked.input, deadlineAt: deadlineOf(asked) };
    return this.assign(tx, { subjectType: 'invoke', subjectId: id }, wanted, by, 'agent.invoked');
  }

  /** @throws AppError AGENT_UNKNOWN, STATE_FORBIDS, WORK_STOPPED, REQUEST_INVALID, ASSIGNMENTS_INVALID */
  async order(tx: Transaction, asked: AssignAgent, by: Actor): Promise<Changed<RunResponse>> {
    const agentCode = await this.workable(tx, asked.code);
    await this.refuseEndedCampaign(tx, asked.subject.id);
    const wanted: WantedAssignment = {
      id: uuidv7(),
      agentCode,
      input: asked.input,
      deadlineAt: deadlineOf(asked),
      after: (asked.after ?? []).map(({ id, as, is_optional: isOptional }) => ({
        id,
        ...(as && { as }),
        isOptional: isOptional ?? false,
      })),
      budgetMicroUsd: asked.budget_micro_usd ?? undefined,
    };
    const subject = { subjectType: asked.subject.type satisfies AssignmentSubject, subjectId: asked.subject.id };
    return this.assign(tx, subject, wanted, by, 'agent.assigned');
  }

  async read(tx: Transaction, id: string): Promise<RunResponse> {
    return runResponse(await this.assignments.get(tx, id));
  }

  private async assign(
    tx: Transaction,
    subject: SubjectOfWork,
    wanted: WantedAssignment,
    by: Actor,
    action: string,
  ): Promise<Changed<RunResponse>> {
    await this.service.assign(tx, { ...subject, commandedBy: actorName(by), assignments: [wanted] });
    const detail = { agent_code: wanted.agentCode, subject_type: subject.subjectType, subject_id: subject.subjectId };
    return {
      answer: await this.read(tx, wanted.id),
      audited: { action, subjectType: 'assignment', subjectId: wanted.id, detail },
    };
  }

  /** One that may be given work here and now. */
  private async workable(tx: Transaction, code: string): Promise<AgentCode> {
    if (!isAgentCode(code)) throw new AppError('AGENT_UNKNOWN', `No agent ${code} on the roster`);
    const agent = await this.agents.byCode(tx, code);
    if (agent && !agent.isActive) throw stateForbids(`${code} is switched off in this workspace`);
    const stop = (await this.stops.active(tx)).find((each) => coversAgent(each, code));
    if (stop) throw new AppError('WORK_STOPPED', `A stop of ${stop.scope} ${stop.target} is on (${stop.reason})`);
    return code;
  }

  private async refuseEndedCampaign(tx: Transaction, id: string): Promise<void> {
    const campaign = await this.campaigns.find(tx, id);
    if (!campaign) throw invalidFields({ field: 'subject.id', message: 'names nothing in this workspace' });
    if ((ENDED_STATUSES as readonly string[]).includes(campaign.status))
      throw stateForbids(`The campaign is ${campaign.status}: nothing is done for it any more`, 'subject.id');
  }
}

const deadlineOf = ({ deadline_seconds: seconds }: InvokeAgentRequest): Date =>
  new Date(Date.now() + (seconds ?? USUAL_DEADLINE_SECONDS) * 1_000);
