import type { Provenance, WorkSubject } from '@raptor/contracts';
import { WORK_SUBJECTS } from '@raptor/contracts';
import { EXACT_INTEGER, TenantRow, oneOf } from '@raptor/persistence';
import { Check, Column, Entity, Index, Unique } from 'typeorm';
import type { Checkpoint } from './checkpoint';

export const RUN_STATES = ['running', 'completed', 'failed'] as const;
export type RunState = (typeof RUN_STATES)[number];

/** What one step of a run did, for whoever asks why it said that. */
export interface RunStep {
  readonly name: string;
  /** ISO 8601. */
  readonly at: string;
  readonly tookMs: number;
  readonly outcome: string;
  readonly detail?: Readonly<Record<string, unknown>>;
}

export interface RunFailure {
  readonly code: string;
  readonly message: string;
}

/** One agent at one assignment: taken by one process at a time, and resumed after the last step that was stored. */
@Entity({ name: 'agent_runs' })
@Unique(['workspaceId', 'assignmentId'])
@Index(['workspaceId', 'agentCode', 'createdAt', 'id'])
@Index('agent_runs_subject_idx', ['workspaceId', 'subjectType', 'subjectId', 'createdAt', 'id'])
@Check('agent_runs_agent_code_check', `agent_code ~ '^(LORD|RES|MUSE|MTX|GRD)-[0-9]{3}$'`)
@Check('agent_runs_subject_type_check', oneOf('subject_type', WORK_SUBJECTS))
@Check('agent_runs_requested_by_check', `requested_by ~ '^(user|api_key|agent|system):'`)
@Check('agent_runs_state_check', oneOf('state', RUN_STATES))
@Check('agent_runs_output_check', `(state = 'completed') = (output IS NOT NULL AND provenance IS NOT NULL)`)
@Check('agent_runs_failure_check', `(state = 'failed') = (failure IS NOT NULL)`)
@Check('agent_runs_finish_check', `(state = 'running') = (finished_at IS NULL)`)
@Check('agent_runs_attempt_check', 'attempt >= 0')
@Check('agent_runs_epoch_check', 'epoch >= 0')
@Check('agent_runs_cost_micro_usd_check', 'cost_micro_usd >= 0')
export class AgentRunEntity extends TenantRow {
  @Column('uuid') assignmentId!: string;
  @Column('text') agentCode!: string;
  @Column('text') subjectType!: WorkSubject;
  @Column('uuid') subjectId!: string;
  @Column('uuid', { nullable: true }) campaignId!: string | null;
  /** `agent:LORD-002`, `user:<id>` and the like. */
  @Column('text') requestedBy!: string;
  @Column('jsonb') input!: Record<string, unknown>;
  @Column('text', { default: 'running' }) state!: RunState;
  @Column('jsonb', { default: [] }) steps!: RunStep[];
  /** What is not to be done, or paid, again: ids of the evidence that was read, and each model answer as it came. */
  @Column('jsonb', { default: {} }) checkpoint!: Checkpoint;
  @Column('jsonb', { nullable: true }) output!: Record<string, unknown> | null;
  @Column('jsonb', { nullable: true }) provenance!: Provenance | null;
  @Column('jsonb', { nullable: true }) failure!: RunFailure | null;
  @Column('text', { array: true, default: [] }) evidenceIds!: string[];
  @Column('text', { nullable: true }) owner!: string | null;
  @Column('integer', { default: 0 }) epoch!: number;
  @Column('integer', { default: 0 }) attempt!: number;
  @Column('timestamptz', { nullable: true }) leaseUntil!: Date | null;
  @Column('timestamptz') deadlineAt!: Date;
  @Column('timestamptz', { nullable: true }) finishedAt!: Date | null;
  @Column('bigint', { transformer: EXACT_INTEGER, default: 0 }) costMicroUsd!: number;
}
