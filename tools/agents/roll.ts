import type { AgentDescription } from '@raptor/agent-kit';
import { ROSTER, homeOf, isAgentCode, type AgentHome } from '@raptor/contracts';

/** A line of the list of all agents. */
export interface RollEntry {
  readonly code: string;
  readonly name: string;
  readonly guild: AgentHome;
  readonly state: 'available' | 'planned';
  /** Of those that are available. */
  readonly tier?: string;
  readonly cadence?: string;
  readonly purpose?: string;
}

/** All 87, in the order of the roster. */
export function rollOf(described: readonly AgentDescription[]): RollEntry[] {
  const known = new Map<string, AgentDescription>(described.map((agent) => [agent.code, agent]));
  return Object.entries(ROSTER)
    .filter(([code]) => isAgentCode(code))
    .map(([code, name]) => {
      const agent = known.get(code);
      const guild = homeOf(code as keyof typeof ROSTER);
      if (!agent) return { code, name, guild, state: 'planned' };
      const { tier, cadence = 'on-demand', purpose } = agent;
      return { code, name, guild, state: 'available', tier, cadence, purpose };
    });
}

/** For a terminal. */
export function rollTable(entries: readonly RollEntry[]): string[][] {
  const lines = entries.map(({ code, name, guild, tier, cadence, state, purpose }) => [
    code,
    name,
    guild,
    tier ?? '',
    cadence ?? '',
    state,
    purpose ?? '',
  ]);
  return [['code', 'name', 'guild', 'tier', 'cadence', 'state', 'purpose'], ...lines];
}
