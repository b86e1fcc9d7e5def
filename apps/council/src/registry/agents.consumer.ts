import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Operations } from '@raptor/agent-kit';
import {
  AssignAgent,
  ChangeAgent,
  ListWorkspaceAgents,
  ReadAgentMetrics,
  ReadAssignment,
  ReadWorkspaceAgent,
  RequestInvocation,
  type AgentMetricsResponse,
  type RunResponse,
  type WorkspaceAgentResponse,
} from '@raptor/contracts';
import { OnQuery, RaptorBusContext } from '@raptor/raptor-bus';
import { AgentSettings } from './agent-settings.service';
import { WorkOrders } from './work-orders.service';

@Controller()
export class AgentsConsumer {
  constructor(
    private readonly operations: Operations,
    private readonly settings: AgentSettings,
    private readonly orders: WorkOrders,
  ) {}

  @OnQuery(ListWorkspaceAgents)
  list(@Ctx() context: RaptorBusContext): Promise<WorkspaceAgentResponse[]> {
    return this.operations.read(context, (tx) => this.settings.all(tx));
  }

  @OnQuery(ReadWorkspaceAgent)
  read(@Payload() { code }: ReadWorkspaceAgent, @Ctx() context: RaptorBusContext): Promise<WorkspaceAgentResponse> {
    return this.operations.read(context, (tx) => this.settings.read(tx, code));
  }

  @OnQuery(ChangeAgent)
  change(@Payload() asked: ChangeAgent, @Ctx() context: RaptorBusContext): Promise<WorkspaceAgentResponse> {
    return this.operations.change(context, (tx) => this.settings.change(tx, asked));
  }

  @OnQuery(ReadAgentMetrics)
  metrics(@Payload() asked: ReadAgentMetrics, @Ctx() context: RaptorBusContext): Promise<AgentMetricsResponse> {
    return this.operations.read(context, (tx) => this.settings.metrics(tx, asked));
  }

  @OnQuery(RequestInvocation)
  invoke(@Payload() asked: RequestInvocation, @Ctx() context: RaptorBusContext): Promise<RunResponse> {
    return this.operations.change(context, (tx) => this.orders.invoke(tx, asked, context.envelope.actor));
  }

  @OnQuery(AssignAgent)
  assign(@Payload() asked: AssignAgent, @Ctx() context: RaptorBusContext): Promise<RunResponse> {
    return this.operations.change(context, (tx) => this.orders.order(tx, asked, context.envelope.actor));
  }

  @OnQuery(ReadAssignment)
  run(@Payload() { id }: ReadAssignment, @Ctx() context: RaptorBusContext): Promise<RunResponse> {
    return this.operations.read(context, (tx) => this.orders.read(tx, id));
  }
}
