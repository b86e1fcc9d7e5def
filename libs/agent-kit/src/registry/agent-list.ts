import {
  codesOf,
  homeOf,
  isAgentCode,
  type AgentCode,
  type AgentHome,
  type AgentOutline,
  type AgentSpecification,
} from '@raptor/contracts';
import { z } from 'zod';
import type { AgentDescription } from '../define-agent';
import { agentOfAnother, plannedAgent, unknownAgent } from '../run/run.errors';

const LEAST_SAMPLES = 3;

/** The agents of one service, each once. */
export class AgentList {
  private readonly byCode: ReadonlyMap<AgentCode, AgentDescription>;

  /** @throws Error that lists everything that is wrong: a service with such a list does not start. */
  constructor(
    readonly home: AgentHome,
    readonly agents: readonly AgentDescription[],
  ) {
    const problems = problemsOfList(home, agents);
    if (problems.length > 0)
      throw new Error(`The list of ${home} cannot be run:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.byCode = new Map(agents.map((agent) => [agent.code, agent]));
  }

  /** @throws AppError AGENT_UNKNOWN for a code that is not on the roster, or another's; AGENT_PLANNED for one that has no description yet. */
  get(code: string): AgentDescription {
    if (!isAgentCode(code)) throw unknownAgent(code);
    if (homeOf(code) !== this.home) throw agentOfAnother(code, homeOf(code), this.home);
    const agent = this.byCode.get(code);
    if (!agent) throw plannedAgent(code);
    return agent;
  }

  outlines(): AgentOutline[] {
    return codesOf(this.home).flatMap((code) => {
      const agent = this.byCode.get(code);
      return agent ? [outlineOf(agent)] : [];
    });
  }

  specifications(): AgentSpecification[] {
    return codesOf(this.home).flatMap((code) => {
      const agent = this.byCode.get(code);
      return agent ? [specificationOf(agent)] : [];
    });
  }
}

const outlineOf = ({ code, purpose, tier, cadence = 'on-demand' }: AgentDescription): AgentOutline => ({
  code,
  purpose,
  tier,
  cadence,
});

export const specificationOf = (agent: AgentDescription): AgentSpecification => ({
  code: agent.code,
  name: agent.name,
  purpose: agent.purpose,
  tier: agent.tier,
  cadence: agent.cadence ?? 'on-demand',
  cachedForMs: agent.cache?.ttlMs ?? null,
  input: z.toJSONSchema(agent.input, { io: 'input', unrepresentable: 'any' }),
  output: z.toJSONSchema(agent.output, { io: 'output', unrepresentable: 'any' }),
});

function problemsOfList(home: AgentHome, agents: readonly AgentDescription[]): string[] {
  const seen = new Set<string>();
  return agents.flatMap(({ code, guild, samples }) => {
    const isTwice = seen.has(code);
    seen.add(code);
    return [
      ...(isAgentCode(code) ? [] : [`${code} is on the list of ${home} and not on the roster`]),
      ...(guild === home ? [] : [`${code} is on the list of ${home} but belongs to ${guild}`]),
      ...(isTwice ? [`${code} is on the list of ${home} twice`] : []),
      ...(samples.length >= LEAST_SAMPLES ? [] : [`${code} has ${samples.length} samples, and needs ${LEAST_SAMPLES}`]),
    ];
  });
}
