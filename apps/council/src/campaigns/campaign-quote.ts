import { ROSTER, type AgentCode, type CampaignQuoteResponse, type QuotedAgent } from '@raptor/contracts';
import type { Need } from '../craft/routing/needs';

/** What one run of an agent may cost, and how one knows. */
export type RunCost = Pick<QuotedAgent, 'p50_micro_usd' | 'p95_micro_usd' | 'basis' | 'past_runs'>;

type Sums = Pick<CampaignQuoteResponse, 'p50_micro_usd' | 'p95_micro_usd' | 'is_complete' | 'agents'>;

/** The agents that work is routed to, each with the parts of the work that it does: a run each. In the order of the parts. */
export function partsByAgent(needs: readonly Need[]): Map<AgentCode, string[]> {
  const parts = new Map<AgentCode, string[]>();
  for (const { agentCode, part } of needs) parts.set(agentCode, [...(parts.get(agentCode) ?? []), part]);
  return parts;
}

export const quotedAgent = (code: AgentCode, parts: string[], isActive: boolean, cost: RunCost): QuotedAgent => ({
  agent_code: code,
  name: ROSTER[code],
  parts,
  is_active: isActive,
  ...cost,
});

/** Who is switched off does nothing and costs nothing; of whom nothing is known the sums say nothing, and that they do not. */
export function summedUp(agents: QuotedAgent[]): Sums {
  const active = agents.filter(({ is_active: isActive }) => isActive);
  const sum = (of: (agent: QuotedAgent) => number | null): number =>
    active.reduce((total, agent) => total + (of(agent) ?? 0) * agent.parts.length, 0);
  return {
    p50_micro_usd: sum((agent) => agent.p50_micro_usd),
    p95_micro_usd: sum((agent) => agent.p95_micro_usd),
    is_complete: active.every(({ basis }) => basis !== 'nothing'),
    agents,
  };
}
