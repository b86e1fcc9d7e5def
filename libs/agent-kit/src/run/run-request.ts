import type { AgentCode, CitedEvidence, Provenance, WorkSubject } from '@raptor/contracts';
import type { Actor } from '@raptor/raptor-bus';

/** One agent, one input, one deadline. */
export interface RunRequest {
  /** From the envelope, never from a payload. */
  readonly workspaceId: string;
  readonly actor: Actor;
  readonly agentCode: AgentCode;
  readonly input: unknown;
  readonly subject: { readonly type: WorkSubject; readonly id: string };
  /** Two requests with one are the same run: the second goes on where the first broke off. */
  readonly assignmentId: string;
  readonly campaignId?: string;
  readonly deadlineAt: Date;
  readonly signal: AbortSignal;
}

export interface RunResult {
  readonly runId: string;
  readonly output: Readonly<Record<string, unknown>>;
  readonly provenance: Provenance;
  /** What the answer rests on, each with its excerpt: nobody has to ask for it. */
  readonly evidence: readonly CitedEvidence[];
  readonly costMicroUsd: number;
}
