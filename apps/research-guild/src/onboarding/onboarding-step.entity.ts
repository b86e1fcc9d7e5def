import { References, TenantRow, oneOf } from '@raptor/persistence';
import { Check, Column, Entity, Unique } from 'typeorm';
import { OnboardingSessionEntity } from './onboarding-session.entity';

/** `stale`: completed, but something upstream has changed since. */
export const STEP_STATES = ['pending', 'running', 'completed', 'stale', 'skipped', 'failed'] as const;
export type StepState = (typeof STEP_STATES)[number];

export interface StepProvenance {
  readonly mode: 'model' | 'cache' | 'floor';
  readonly model?: string;
  readonly evidenceIds: readonly string[];
  readonly costMicroUsd?: number;
}

/** One of the twelve steps of one session, with what it found. */
@Entity({ name: 'onboarding_steps' })
@References(() => OnboardingSessionEntity, 'sessionId', { onDelete: 'CASCADE' })
@Unique(['workspaceId', 'sessionId', 'number'])
@Check('onboarding_steps_number_check', 'number BETWEEN 1 AND 12')
@Check('onboarding_steps_name_check', `name <> ''`)
@Check('onboarding_steps_state_check', oneOf('state', STEP_STATES))
@Check('onboarding_steps_attempt_check', 'attempt >= 0')
@Check('onboarding_steps_checkpoint_check', `checkpoint ~ '^[0-9a-f]{64}$'`)
@Check(
  'onboarding_steps_result_check',
  `state NOT IN ('completed', 'stale') OR (output IS NOT NULL AND checkpoint IS NOT NULL)`,
)
@Check('onboarding_steps_reason_check', `state NOT IN ('skipped', 'failed') OR (reason IS NOT NULL AND reason <> '')`)
@Check('onboarding_steps_started_check', `state <> 'running' OR started_at IS NOT NULL`)
@Check('onboarding_steps_finished_check', `(state IN ('pending', 'running')) = (finished_at IS NULL)`)
export class OnboardingStepEntity extends TenantRow {
  @Column('uuid') sessionId!: string;
  @Column('integer') number!: number;
  @Column('text') name!: string;
  @Column('text', { default: 'pending' }) state!: StepState;
  /** Rises when the step begins; the result of an earlier attempt comes too late. */
  @Column('integer', { default: 0 }) attempt!: number;
  /** Of the last attempt that completed. */
  @Column('jsonb', { nullable: true }) output!: unknown;
  @Column('jsonb', { nullable: true }) provenance!: StepProvenance | null;
  /** Hash of everything the output was made from: another hash makes the step stale. */
  @Column('text', { nullable: true }) checkpoint!: string | null;
  /** Why it was skipped or failed. */
  @Column('text', { nullable: true }) reason!: string | null;
  @Column('timestamptz', { nullable: true }) startedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) finishedAt!: Date | null;
}
