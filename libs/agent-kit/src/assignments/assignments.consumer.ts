import { Controller, type Type } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { RUN_ASSIGNMENT, type AgentHome, type RunAssignment } from '@raptor/contracts';
import { Database, type Transaction } from '@raptor/persistence';
import { AppError, workspaceIn } from '@raptor/platform';
import { OnMessage, Outbox, RaptorBusContext, type Actor } from '@raptor/raptor-bus';
import { AgentList } from '../registry/agent-list';
import { AgentRunner } from '../run/run-agent';
import type { RunRequest } from '../run/run-request';
import { storable } from '../run/storable';
import { AgentRunsRepository } from '../runs/agent-runs.repository';
import { inWorkspace } from '../workspace-context';
import { AnswerKeepers } from './answer-keepers';
import { completedOf, failedOf } from './assignment-messages';

/** Nothing that another try could change. */
const REFUSALS = ['AGENT_UNKNOWN', 'AGENT_PLANNED', 'AGENT_INPUT_INVALID', 'DEADLINE_EXCEEDED'] as const;

/**
 * The handler of a guild's own command to run an agent. The run is what happens once, whatever number of commands there are for it: its end and
 * the message that says so are committed together, so no inbox is needed.
 */
export function assignmentsConsumerOf(home: AgentHome): Type {
  @Controller()
  class AssignmentsConsumer {
    constructor(
      private readonly agents: AgentList,
      private readonly runner: AgentRunner,
      private readonly runs: AgentRunsRepository,
      private readonly database: Database,
      private readonly outbox: Outbox,
      private readonly keepers: AnswerKeepers,
    ) {}

    @OnMessage(RUN_ASSIGNMENT[home])
    async run(@Payload() assignment: RunAssignment, @Ctx() context: RaptorBusContext): Promise<void> {
      const { agentCode } = assignment;
      const workspaceId = workspaceIn(context);
      const announce = (tx: Transaction, event: object): Promise<unknown> =>
        inWorkspace(workspaceId, by(agentCode), () => this.outbox.send(tx, event));
      const request = requestOf(assignment, context, workspaceId);
      try {
        await this.runner.run(this.agents.get(agentCode), request, {
          completed: async (tx, result) => {
            await inWorkspace(workspaceId, by(agentCode), () =>
              this.keepers.keep(tx, { agentCode: request.agentCode, assignment, result }),
            );
            await announce(tx, completedOf(assignment, result));
          },
          failed: (tx, failure, cost) => announce(tx, failedOf(assignment, failure, cost)),
        });
      } catch (error) {
        // Of a workspace that was deleted nothing is left, nobody waits, and nothing may be written.
        if (AppError.is(error, 'RESOURCE_NOT_FOUND')) return;
        if (!isRefusal(error)) throw error;
        const failure = { code: error.code, message: error.message };
        await this.database.withTenant(workspaceId, by(agentCode), async (tx) => {
          const cost = await this.runs.noteRefused(tx, { ...request, input: storable(request.input) }, failure);
          if (cost !== undefined) await announce(tx, failedOf(assignment, failure, cost));
        });
      }
    }
  }

  return AssignmentsConsumer;
}

const by = (agentCode: string): Actor => ({ type: 'agent', id: agentCode });

const isRefusal = (error: unknown): error is AppError =>
  AppError.is(error) && REFUSALS.some((code) => code === error.code);

/** What was asked for; an agent that is on no roster has no description that could run it. */
function requestOf(assignment: RunAssignment, context: RaptorBusContext, workspaceId: string): RunRequest {
  const { assignmentId, agentCode, subject, campaignId, input, deadlineAt } = assignment;
  return {
    workspaceId,
    actor: context.envelope.actor,
    agentCode: agentCode as RunRequest['agentCode'],
    input,
    subject: { type: subject.type, id: subject.id },
    assignmentId,
    ...(campaignId !== undefined && { campaignId }),
    deadlineAt: new Date(deadlineAt),
    signal: context.signal,
  };
}
