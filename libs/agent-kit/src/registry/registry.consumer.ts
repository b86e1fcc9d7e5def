import { Controller } from '@nestjs/common';
import { Payload } from '@nestjs/microservices';
import { CheckAgentInput, OutlineAgents, type AgentOutline } from '@raptor/contracts';
import { OnQuery } from '@raptor/raptor-bus';
import { taskOf } from '../run/task-of';
import { AgentList } from './agent-list';

/** Answers those who look for an agent, and those who are about to give one work. */
@Controller()
export class RegistryConsumer {
  constructor(private readonly agents: AgentList) {}

  @OnQuery(OutlineAgents)
  outline(): AgentOutline[] {
    return this.agents.outlines();
  }

  @OnQuery(CheckAgentInput)
  check(@Payload() { agentCode, input }: CheckAgentInput): void {
    taskOf(this.agents.get(agentCode), input);
  }
}
