import { homeOf, type AgentCode } from '../roster/roster';

export const STOP_SCOPES = ['agent', 'guild', 'workspace'] as const;
export type StopScope = (typeof STOP_SCOPES)[number];

export const STOP_REASONS = ['budget', 'degradation', 'crisis', 'manual'] as const;
export type StopReason = (typeof STOP_REASONS)[number];

/** What a stop of a whole workspace is of. */
export const EVERYTHING = '*';

/** An agent's code, a guild's name (`council` for the Lords), or {@link EVERYTHING}. */
export const STOP_TARGET = /^(\*|(LORD|RES|MUSE|MTX|GRD)-\d{3}|council|research|muse|matrix|guardian)$/;

/** An emergency stop that is on. */
export interface ActiveStop {
  readonly scope: StopScope;
  readonly target: string;
  readonly reason: StopReason;
}

export function coversAgent({ scope, target }: Pick<ActiveStop, 'scope' | 'target'>, agentCode: AgentCode): boolean {
  switch (scope) {
    case 'workspace':
      return true;
    case 'guild':
      return target === homeOf(agentCode);
    case 'agent':
      return target === agentCode;
  }
}
