import type { AgentCode } from '@raptor/contracts';

/** Emergency stops as this replica knows them. */
export interface Halts {
  /** Fires, with AppError WORK_STOPPED as its reason, when a stop covers that agent in that workspace; at once when one does already. */
  watch(workspaceId: string, agentCode: AgentCode): { readonly signal: AbortSignal; release(): void };
}
