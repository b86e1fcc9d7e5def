import type { AgentCode } from '@raptor/contracts';

/** One run that is to end when a stop covers it. */
export interface Watch {
  /** Fires with AppError WORK_STOPPED as its reason. */
  readonly signal: AbortSignal;
  /**
   * Resolves when it is known whether a stop is on, or the council did not say in time. Whoever waits for it before the first step does
   * nothing at all under a stop that this replica had not heard of.
   */
  readonly known?: Promise<void>;
  /** To be said when the run has ended. */
  release(): void;
}

/** Emergency stops as this replica knows them. */
export interface Halts {
  /** Fires when a stop covers that agent in that workspace; at once when one does already. */
  watch(workspaceId: string, agentCode: AgentCode): Watch;
}
