import { IsOptional, Matches } from 'class-validator';
import type { AgentCode } from '../roster/roster';
import { RaptorMessage } from '../raptor-message';

/** Asks a service which agents it has, and what each takes and gives; answered with {@link AgentSpecification}s in code order. */
@RaptorMessage({ kind: 'query', name: 'guild.agents.describe', version: 1, channel: 'addressed' })
export class DescribeAgents {
  /** Only this one. */
  @IsOptional() @Matches(/^(LORD|RES|MUSE|MTX|GRD)-\d{3}$/) agentCode?: string;
}

/** An agent as others may know it. */
export interface AgentSpecification {
  readonly code: AgentCode;
  readonly name: string;
  readonly purpose: string;
  readonly tier: 'none' | 'flash' | 'balanced' | 'deep';
  readonly cadence: string;
  /** How long an answer may be given again, in milliseconds; null: never. */
  readonly cachedForMs: number | null;
  /** JSON Schema (draft 2020-12) of what it takes and of what it gives. */
  readonly input: Readonly<Record<string, unknown>>;
  readonly output: Readonly<Record<string, unknown>>;
}
