import { setTimeout as pause } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import {
  CheckAgentInput,
  DescribeAgents,
  GUILD_KEYS,
  OPEN_RUN_STATES,
  ReadAssignment,
  ReadRun,
  homeOf,
  isAgentCode,
  type AgentCode,
  type AgentHome,
  type RunResponse,
} from '@raptor/contracts';
import { Readiness } from '@raptor/platform';
import { Owners } from '../api/owners';
import { isNotFound, knownAnswerOf, Services } from '../fleet/services';

const HOMES: readonly AgentHome[] = ['council', ...GUILD_KEYS];
/** First and longest pause between two looks at a run that somebody waits for, in milliseconds. */
const LOOKS_MS = [30, 500] as const;

/** Runs of agents: the council keeps what was assigned and what came of it, the agent's home how it went. */
@Injectable()
export class Runs {
  constructor(
    private readonly owners: Owners,
    private readonly services: Services,
    private readonly readiness: Readiness,
  ) {}

  /** @throws AppError AGENT_PLANNED, AGENT_INPUT_INVALID; SERVICE_UNAVAILABLE when the agent's home does not answer. */
  async refuseInput(agentCode: AgentCode, input: object): Promise<void> {
    await this.services.ask(homeOf(agentCode), CheckAgentInput, { agentCode, input });
  }

  /** @throws AppError AGENT_PLANNED; SERVICE_UNAVAILABLE when the agent's home does not answer. */
  async refusePlanned(agentCode: AgentCode): Promise<void> {
    await this.services.ask(homeOf(agentCode), DescribeAgents, { agentCode });
  }

  /** @throws AppError RESOURCE_NOT_FOUND; SERVICE_UNAVAILABLE when it may be with somebody who does not answer. */
  async read(id: string): Promise<RunResponse> {
    const [council] = await this.services.askEach<RunResponse>(['council'], ReadAssignment, { id });
    if (council?.outcome === 'answered') return this.withSteps(council.answer);
    if (council?.outcome === 'refused' && !isNotFound(council.error)) throw council.error;
    const run = knownAnswerOf(await this.services.askEach<RunResponse>(HOMES, ReadRun, { id }));
    return council?.outcome === 'away' ? { ...run, unavailable: ['council'] } : run;
  }

  /**
   * The run when it has ended, or as it is when the time is over, nobody waits any more or this process leaves. That the council is away meanwhile
   * ends nothing: the run goes on.
   */
  async waitFor(run: RunResponse, until: number, signal: AbortSignal): Promise<RunResponse> {
    let known = run;
    for (let ms: number = LOOKS_MS[0]; isOpen(known) && Date.now() + ms < until; ms = Math.min(ms * 1.5, LOOKS_MS[1])) {
      await pause(ms, undefined, { signal }).catch(() => undefined);
      if (signal.aborted || this.readiness.isLeaving) return known;
      known = await this.owners.ask<RunResponse>(ReadAssignment, { id: run.id }).catch(() => known);
    }
    return isOpen(known) ? known : this.withSteps(known);
  }

  private async withSteps(run: RunResponse): Promise<RunResponse> {
    if (!isAgentCode(run.agent_code)) return run;
    const home = homeOf(run.agent_code);
    const [there] = await this.services.askEach<RunResponse>([home], ReadRun, { id: run.id });
    if (there?.outcome === 'away') return { ...run, unavailable: [home] };
    // Until an agent has begun, its home knows nothing of it.
    if (there?.outcome !== 'answered') return run;
    const { steps, evidence, input } = there.answer;
    return { ...run, steps, evidence: run.evidence.length > 0 ? run.evidence : evidence, input: run.input ?? input };
  }
}

export const isOpen = ({ state }: RunResponse): boolean => OPEN_RUN_STATES.some((open) => open === state);
