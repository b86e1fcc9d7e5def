import {
  homeOf,
  ROSTER,
  type AgentCode,
  type AgentDetailResponse,
  type AgentOutline,
  type AgentResponse,
  type AgentSpecification,
  type AgentState,
  type WorkspaceAgentResponse,
} from '@raptor/contracts';

/** What is known of an agent, and from whom. */
export interface KnownOfAgent {
  readonly isLive: boolean;
  /** Its home has answered, so what it does not say is not so. */
  readonly isHomeThere: boolean;
  readonly outline: AgentOutline | undefined;
  readonly workspace: WorkspaceAgentResponse | undefined;
}

export const agentResponse = (code: AgentCode, { outline, workspace, ...known }: KnownOfAgent): AgentResponse => ({
  code,
  name: ROSTER[code],
  guild: homeOf(code),
  state: stateOf(known.isHomeThere, outline),
  is_live: known.isLive,
  purpose: outline?.purpose ?? null,
  tier: outline?.tier ?? null,
  cadence: outline?.cadence ?? null,
  workspace: workspace ?? null,
});

export const agentDetail = (
  code: AgentCode,
  known: KnownOfAgent,
  specification: AgentSpecification | undefined,
  unavailable: string[],
): AgentDetailResponse => ({
  ...agentResponse(code, known),
  input_schema: specification ? { ...specification.input } : null,
  output_schema: specification ? { ...specification.output } : null,
  ...(known.workspace && { version: known.workspace.version }),
  unavailable,
});

function stateOf(isHomeThere: boolean, outline: AgentOutline | undefined): AgentState {
  if (!isHomeThere) return 'unknown';
  return outline ? 'available' : 'planned';
}
