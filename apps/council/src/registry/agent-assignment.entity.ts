import {
  OPEN_RUN_STATES,
  RUN_REVIEWS,
  RUN_STATES,
  type AssetWork,
  type CitedEvidence,
  type Provenance,
  type RunReview,
  type RunState,
} from '@raptor/contracts';
import { EXACT_INTEGER, TenantRow, oneOf } from '@raptor/persistence';
import { Check, Column, Entity, Index } from 'typeorm';
import { isAgentCodeIn } from './agent-code';

export const ASSIGNMENT_SUBJECTS = ['campaign', 'onboarding', 'invoke', 'watcher'] as const;
export type AssignmentSubject = (typeof ASSIGNMENT_SUBJECTS)[number];

export type AssignmentState = RunState;

/** What the guild's Lord thought of the output; what is not accepted may not be cited nor published. */
export type Review = RunReview;

/** How the output came about, and the words of what it rests on. */
export interface AssignmentProvenance extends Partial<Omit<Provenance, 'evidenceIds'>> {
  readonly mode: Provenance['mode'];
  readonly evidenceIds: readonly string[];
  readonly costMicroUsd: number;
  readonly cited?: readonly CitedEvidence[];
}

export interface AssignmentFailure {
  readonly code: string;
  readonly message: string;
}

/** One agent, one input, one deadline, one budget: the unit of work that is handed to a guild. */
@Entity({ name: 'agent_assignments' })
@Index('agent_assignments_subject_idx', ['workspaceId', 'subjectType', 'subjectId', 'createdAt', 'id'])
@Index(['workspaceId', 'agentCode', 'createdAt', 'id'])
@Index('agent_assignments_open_idx', ['workspaceId', 'deadlineAt'], { where: oneOf('state', OPEN_RUN_STATES) })
@Check('agent_assignments_subject_type_check', oneOf('subject_type', ASSIGNMENT_SUBJECTS))
@Check('agent_assignments_after_check', 'cardinality(after) <= 64 AND NOT id = ANY (after)')
@Check('agent_assignments_agent_code_check', isAgentCodeIn('agent_code'))
@Check('agent_assignments_commanded_by_check', `commanded_by ~ '^(user|api_key|agent|system):'`)
@Check('agent_assignments_output_check', `(state = 'completed') = (output IS NOT NULL)`)
@Check('agent_assignments_provenance_check', '(output IS NULL) = (provenance IS NULL)')
@Check('agent_assignments_failure_check', `(state IN ('failed', 'dead_lettered')) = (failure IS NOT NULL)`)
@Check(
  'agent_assignments_review_check',
  `${oneOf('review', RUN_REVIEWS)} AND (review = 'unreviewed' OR state = 'completed')`,
)
@Check('agent_assignments_state_check', oneOf('state', RUN_STATES))
@Check('agent_assignments_attempt_check', 'attempt >= 0')
@Check('agent_assignments_epoch_check', 'epoch >= 0')
@Check('agent_assignments_lease_check', `(state = 'running') = (owner IS NOT NULL AND lease_until IS NOT NULL)`)
@Check('agent_assignments_finish_check', `(${oneOf('state', OPEN_RUN_STATES)}) = (finished_at IS NULL)`)
@Check('agent_assignments_budget_micro_usd_check', 'budget_micro_usd >= 0')
@Check('agent_assignments_cost_micro_usd_check', 'cost_micro_usd >= 0')
export class AgentAssignmentEntity extends TenantRow {
  @Column('text') subjectType!: AssignmentSubject;
  @Column('uuid') subjectId!: string;
  /** Assignments whose output it needs. */
  @Column('uuid', { array: true, default: [] }) after!: string[];
  @Column('text') agentCode!: string;
  /** `agent:LORD-002`, `user:<id>` and the like. */
  @Column('text') commandedBy!: string;
  /** Which version of which asset it is about, where it is about one. */
  @Column('jsonb', { nullable: true }) asset!: AssetWork | null;
  @Column('jsonb', { default: {} }) input!: Record<string, unknown>;
  @Column('jsonb', { nullable: true }) output!: Record<string, unknown> | null;
  @Column('jsonb', { nullable: true }) provenance!: AssignmentProvenance | null;
  @Column('jsonb', { nullable: true }) failure!: AssignmentFailure | null;
  @Column('text', { default: 'unreviewed' }) review!: Review;
  @Column('text', { default: 'requested' }) state!: AssignmentState;
  @Column('integer', { default: 0 }) attempt!: number;
  /** Raised whenever somebody takes it: what a former holder still writes names an older one and changes nothing. */
  @Column('integer', { default: 0 }) epoch!: number;
  /** Who holds it, and until when that is believed. */
  @Column('text', { nullable: true }) owner!: string | null;
  @Column('timestamptz', { nullable: true }) leaseUntil!: Date | null;
  @Column('timestamptz') deadlineAt!: Date;
  @Column('timestamptz', { nullable: true }) startedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) finishedAt!: Date | null;
  /** What it may spend; null: what its subject has. */
  @Column('bigint', { transformer: EXACT_INTEGER, nullable: true }) budgetMicroUsd!: number | null;
  @Column('bigint', { transformer: EXACT_INTEGER, default: 0 }) costMicroUsd!: number;
}
