import { VersionedTenantRow, oneOf } from '@raptor/persistence';
import { Check, Column, Entity, Index } from 'typeorm';

export const ONBOARDING_STATES = ['running', 'waiting', 'completed', 'failed'] as const;
export type OnboardingState = (typeof ONBOARDING_STATES)[number];

/** A company's way through the twelve steps. */
@Entity({ name: 'onboarding_sessions' })
@Index(['workspaceId', 'createdAt', 'id'])
@Check('onboarding_sessions_company_check', `company <> ''`)
@Check('onboarding_sessions_domain_check', `domain <> '' AND domain = lower(domain)`)
@Check('onboarding_sessions_current_step_check', 'current_step BETWEEN 1 AND 12')
@Check('onboarding_sessions_state_check', oneOf('state', ONBOARDING_STATES))
@Check('onboarding_sessions_inputs_hash_check', `inputs_hash ~ '^[0-9a-f]{64}$'`)
export class OnboardingSessionEntity extends VersionedTenantRow {
  @Column('text') company!: string;
  /** Lower case. */
  @Column('text') domain!: string;
  /** What people said, by question; grows while the session waits for more. */
  @Column('jsonb', { default: {} }) answers!: Record<string, unknown>;
  @Column('integer', { default: 1 }) currentStep!: number;
  @Column('text', { default: 'running' }) state!: OnboardingState;
  /** SHA-256 of company, domain and answers. */
  @Column('text') inputsHash!: string;
  /** The war brief it ended in, a row of the council. */
  @Column('uuid', { nullable: true }) briefId!: string | null;
}
