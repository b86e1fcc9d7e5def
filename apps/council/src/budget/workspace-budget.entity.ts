import { EXACT_INTEGER, VersionedTenantRow } from '@raptor/persistence';
import { Check, Column, Entity, Unique } from 'typeorm';

/**
 * The money and tokens of a workspace in one month. Its figures are sums over the ledger, kept with it in the same transactions; only
 * the statements of this folder change them. The version is that of the limits: what is spent does not raise it.
 */
@Entity({ name: 'workspace_budgets' })
@Unique(['workspaceId', 'period'])
@Check('workspace_budgets_period_check', `period ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'`)
@Check('workspace_budgets_limit_micro_usd_check', 'limit_micro_usd >= 0')
@Check('workspace_budgets_limit_tokens_check', 'limit_tokens >= 0')
@Check('workspace_budgets_spent_micro_usd_check', 'spent_micro_usd >= 0')
@Check('workspace_budgets_reserved_micro_usd_check', 'reserved_micro_usd >= 0')
@Check('workspace_budgets_overrun_micro_usd_check', 'overrun_micro_usd >= 0')
@Check('workspace_budgets_tokens_spent_check', 'tokens_spent >= 0')
@Check('workspace_budgets_tokens_reserved_check', 'tokens_reserved >= 0')
@Check('workspace_budgets_alerted_at_percent_check', 'alerted_at_percent BETWEEN 0 AND 100')
@Check('workspace_budgets_limit_check', 'spent_micro_usd + reserved_micro_usd <= limit_micro_usd')
export class WorkspaceBudgetEntity extends VersionedTenantRow {
  /** `YYYY-MM`, in the workspace's timezone. */
  @Column('text') period!: string;
  @Column('bigint', { transformer: EXACT_INTEGER }) limitMicroUsd!: number;
  @Column('bigint', { transformer: EXACT_INTEGER }) limitTokens!: number;
  @Column('bigint', { transformer: EXACT_INTEGER, default: 0 }) spentMicroUsd!: number;
  /** For calls under way. */
  @Column('bigint', { transformer: EXACT_INTEGER, default: 0 }) reservedMicroUsd!: number;
  /** What providers have billed beyond what was reserved for it. */
  @Column('bigint', { transformer: EXACT_INTEGER, default: 0 }) overrunMicroUsd!: number;
  @Column('bigint', { transformer: EXACT_INTEGER, default: 0 }) tokensSpent!: number;
  @Column('bigint', { transformer: EXACT_INTEGER, default: 0 }) tokensReserved!: number;
  /** Of the IANA database, as Postgres knows it: where its months are those of the workspace. */
  @Column('text', { default: 'UTC' }) timezone!: string;
  /** Who is told of it: the first admin of the workspace. */
  @Column('uuid', { nullable: true }) ownerId!: string | null;
  /** When the next timer is due that counts reservations as spent; null as long as nothing is reserved. */
  @Column('timestamptz', { nullable: true }) sweepAt!: Date | null;
  /** The highest threshold that was alerted at in this period. */
  @Column('integer', { default: 0 }) alertedAtPercent!: number;
}
