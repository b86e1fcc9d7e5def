import { IsISO8601, IsObject, IsUUID, Matches } from 'class-validator';
import type { CitedEvidence, Provenance } from '../agents/provenance';
import { RaptorMessage } from '../raptor-message';

/**
 * Runs one agent now and waits for it; answered with an {@link AgentAnswer} by the service that has the agent. Asked again with the same
 * `invocationId` it gets the same run. The answer is unreviewed: it cannot be published.
 */
@RaptorMessage({ kind: 'query', name: 'guild.agent.invoke', version: 1, channel: 'addressed' })
export class InvokeAgent {
  @IsUUID() invocationId!: string;
  @Matches(/^(LORD|RES|MUSE|MTX|GRD)-\d{3}$/) agentCode!: string;
  @IsObject() input!: Record<string, unknown>;
  @IsISO8601({ strict: true }) deadlineAt!: string;
}

export interface AgentAnswer {
  readonly runId: string;
  readonly output: Readonly<Record<string, unknown>>;
  readonly provenance: Provenance;
  readonly evidence: readonly CitedEvidence[];
}
