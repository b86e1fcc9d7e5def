import { AGENT_CADENCES, type AgentCadence } from '@raptor/contracts';
import { EXACT_INTEGER, VersionedTenantRow, oneOf } from '@raptor/persistence';
import { Check, Column, Entity, Unique } from 'typeorm';
import { isAgentCodeIn } from './agent-code';

/**
 * What a workspace has set for one of the 87, and how that agent has done there. Who an agent is stands in code, and whether it
 * lives is told by beats. The version is that of the settings: statistics do not raise it.
 */
@Entity({ name: 'agents' })
@Unique(['workspaceId', 'code'])
@Check('agents_code_check', isAgentCodeIn('code'))
@Check('agents_cadence_check', oneOf('cadence', AGENT_CADENCES))
@Check('agents_invocations_check', 'invocations >= 0')
@Check('agents_successes_check', 'successes >= 0')
@Check('agents_failures_check', 'failures >= 0')
@Check('agents_tokens_check', 'tokens >= 0')
@Check('agents_cost_micro_usd_check', 'cost_micro_usd >= 0')
@Check('agents_p95_ms_check', 'p95_ms >= 0')
export class AgentEntity extends VersionedTenantRow {
  @Column('text') code!: string;
  @Column('boolean', { default: true }) isActive!: boolean;
  /** Null: as the agent's description says. */
  @Column('text', { nullable: true }) cadence!: AgentCadence | null;
  @Column('jsonb', { default: {} }) settings!: Record<string, unknown>;
  @Column('timestamptz', { nullable: true }) nextRunAt!: Date | null;
  @Column('timestamptz', { nullable: true }) lastRunAt!: Date | null;
  @Column('bigint', { transformer: EXACT_INTEGER, default: 0 }) invocations!: number;
  @Column('bigint', { transformer: EXACT_INTEGER, default: 0 }) successes!: number;
  @Column('bigint', { transformer: EXACT_INTEGER, default: 0 }) failures!: number;
  @Column('bigint', { transformer: EXACT_INTEGER, default: 0 }) tokens!: number;
  @Column('bigint', { transformer: EXACT_INTEGER, default: 0 }) costMicroUsd!: number;
  @Column('integer', { nullable: true }) p95Ms!: number | null;
}
