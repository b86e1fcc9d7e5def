import { SPENDING_KINDS, type SpendingKind } from '@raptor/contracts';
import { EXACT_INTEGER, References, TenantRow, oneOf } from '@raptor/persistence';
import { Check, Column, Entity, Index, Unique } from 'typeorm';
import { CampaignEntity } from '../campaigns/campaign.entity';
import { isAgentCodeIn } from '../registry/agent-code';
import { WorkspaceBudgetEntity } from './workspace-budget.entity';

/** `released`: the call was never made. */
export const ENTRY_STATES = ['open', 'settled', 'expired', 'released'] as const;
export type EntryState = (typeof ENTRY_STATES)[number];

/** One paid attempt: what was set aside before it and what it really cost. Entries are never removed while their workspace lives. */
@Entity({ name: 'cost_ledger' })
@References(() => WorkspaceBudgetEntity, 'budgetId')
@References(() => CampaignEntity, 'campaignId')
@Unique(['workspaceId', 'attemptId'])
@Index(['workspaceId', 'createdAt', 'id'])
@Index(['workspaceId', 'budgetId'])
@Index(['workspaceId', 'agentCode', 'createdAt', 'id'])
@Index(['workspaceId', 'campaignId', 'createdAt', 'id'])
@Index('cost_ledger_open_idx', ['workspaceId', 'expiresAt'], { where: `state = 'open'` })
@Check('cost_ledger_agent_code_check', isAgentCodeIn('agent_code'))
@Check('cost_ledger_kind_check', oneOf('kind', SPENDING_KINDS))
@Check('cost_ledger_provider_check', `provider <> ''`)
@Check('cost_ledger_model_check', `kind <> 'model' OR model IS NOT NULL`)
@Check(
  'cost_ledger_tokens_check',
  'input_tokens >= 0 AND output_tokens >= 0 AND cached_tokens BETWEEN 0 AND input_tokens',
)
@Check('cost_ledger_reserved_micro_usd_check', 'reserved_micro_usd >= 0')
@Check('cost_ledger_settled_micro_usd_check', 'settled_micro_usd BETWEEN 0 AND reserved_micro_usd')
@Check('cost_ledger_overrun_micro_usd_check', 'overrun_micro_usd >= 0')
@Check('cost_ledger_reserved_tokens_check', 'reserved_tokens >= 0')
@Check('cost_ledger_settled_tokens_check', 'settled_tokens >= 0')
@Check('cost_ledger_state_check', oneOf('state', ENTRY_STATES))
@Check('cost_ledger_settlement_check', `(state = 'open') = (settled_at IS NULL)`)
export class CostLedgerEntryEntity extends TenantRow {
  /** Of one try at one call; it makes reserving and settling safe to repeat. */
  @Column('uuid') attemptId!: string;
  @Column('uuid') budgetId!: string;
  @Column('text') agentCode!: string;
  /** No key: the assignments of an onboarding are kept by the research guild. */
  @Column('uuid', { nullable: true }) assignmentId!: string | null;
  @Column('uuid', { nullable: true }) campaignId!: string | null;
  @Column('uuid', { nullable: true }) userId!: string | null;
  @Column('text') kind!: SpendingKind;
  @Column('text') provider!: string;
  @Column('text', { nullable: true }) model!: string | null;
  /** All that went in, `cachedTokens` included. Zero as long as nobody has reported. */
  @Column('bigint', { transformer: EXACT_INTEGER, default: 0 }) inputTokens!: number;
  @Column('bigint', { transformer: EXACT_INTEGER, default: 0 }) cachedTokens!: number;
  @Column('bigint', { transformer: EXACT_INTEGER, default: 0 }) outputTokens!: number;
  /** What the attempt can cost at most: the request itself is bounded so. */
  @Column('bigint', { transformer: EXACT_INTEGER }) reservedMicroUsd!: number;
  @Column('bigint', { transformer: EXACT_INTEGER, default: 0 }) settledMicroUsd!: number;
  /** Billed beyond the reservation. */
  @Column('bigint', { transformer: EXACT_INTEGER, default: 0 }) overrunMicroUsd!: number;
  @Column('bigint', { transformer: EXACT_INTEGER, default: 0 }) reservedTokens!: number;
  /** What counts against the limit: those reported, or those reserved where nobody has reported. */
  @Column('bigint', { transformer: EXACT_INTEGER, default: 0 }) settledTokens!: number;
  @Column('text', { default: 'open' }) state!: EntryState;
  @Column('timestamptz') expiresAt!: Date;
  @Column('timestamptz', { nullable: true }) settledAt!: Date | null;
}
