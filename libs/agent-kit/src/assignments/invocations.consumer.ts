import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { DescribeAgents, InvokeAgent, isErrorCode, type AgentAnswer, type AgentSpecification } from '@raptor/contracts';
import { AppError, workspaceIn } from '@raptor/platform';
import { OnQuery, RaptorBusContext } from '@raptor/raptor-bus';
import { AgentList } from '../registry/agent-list';
import { AgentRunner } from '../run/run-agent';
import { TELL_NOBODY } from '../run/run-ports';
import { Admission } from './admission';

/** Answers those who wait for an agent, and those who ask what there is. */
@Controller()
export class InvocationsConsumer {
  constructor(
    private readonly agents: AgentList,
    private readonly runner: AgentRunner,
    private readonly admission: Admission,
  ) {}

  @OnQuery(InvokeAgent)
  async invoke(@Payload() invocation: InvokeAgent, @Ctx() context: RaptorBusContext): Promise<AgentAnswer> {
    const { invocationId, agentCode, input } = invocation;
    const { envelope, signal } = context;
    const workspaceId = workspaceIn(context);
    const agent = this.agents.get(agentCode);
    const outcome = await this.admission.within(workspaceId, () =>
      this.runner.run(
        agent,
        {
          workspaceId,
          actor: envelope.actor,
          agentCode: agent.code,
          input,
          subject: { type: 'invoke', id: invocationId },
          assignmentId: invocationId,
          deadlineAt: new Date(Math.min(Date.parse(invocation.deadlineAt), envelope.deadline ?? Infinity)),
          signal,
        },
        TELL_NOBODY,
      ),
    );
    if (outcome.outcome === 'failed') {
      const { code, message } = outcome.failure;
      throw new AppError(isErrorCode(code) ? code : 'INTERNAL', message, {
        retry: 'never',
        details: { runId: outcome.runId },
      });
    }
    const { runId, output, provenance, evidence } = outcome.result;
    return { runId, output, provenance, evidence };
  }

  @OnQuery(DescribeAgents)
  describe(@Payload() { agentCode }: DescribeAgents): AgentSpecification[] {
    const all = this.agents.specifications();
    if (agentCode === undefined) return all;
    const { code } = this.agents.get(agentCode);
    return all.filter((specification) => specification.code === code);
  }
}
