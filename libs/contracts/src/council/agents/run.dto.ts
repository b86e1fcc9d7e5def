import { ApiProperty } from '@nestjs/swagger';
import { ANSWER_MODES, type AnswerMode } from '../../agents/provenance';
import { WORK_SUBJECTS, type WorkSubject } from '../../agents/work-subject';

export const RUN_STATES = ['requested', 'running', 'completed', 'failed', 'dead_lettered', 'cancelled'] as const;
export type RunState = (typeof RUN_STATES)[number];

/** States in which something is still to happen. */
export const OPEN_RUN_STATES = ['requested', 'running'] as const satisfies readonly RunState[];

export const RUN_REVIEWS = ['unreviewed', 'accepted', 'returned', 'rejected'] as const;
export type RunReview = (typeof RUN_REVIEWS)[number];

export class RunSubject {
  @ApiProperty({ enum: WORK_SUBJECTS }) type!: WorkSubject;
  @ApiProperty({ format: 'uuid' }) id!: string;
}

export class RunFailureResponse {
  @ApiProperty({ description: 'Of the catalogue of errors', example: 'DEADLINE_EXCEEDED' }) code!: string;
  @ApiProperty() message!: string;
}

/** What one step did, for whoever asks why it said that. */
export class RunStepResponse {
  @ApiProperty({ example: 'gather' }) name!: string;
  @ApiProperty({ format: 'date-time' }) at!: string;
  @ApiProperty({ type: 'integer' }) took_ms!: number;
  @ApiProperty() outcome!: string;
  @ApiProperty({ type: 'object', additionalProperties: true }) detail!: Record<string, unknown>;
}

export class RunEvidence {
  @ApiProperty({ description: '`<guild>:<SHA-256 of the content>`' }) id!: string;
  @ApiProperty({ example: 'page' }) source!: string;
  @ApiProperty({ type: String, nullable: true }) url!: string | null;
  @ApiProperty({ type: String, nullable: true }) title!: string | null;
  @ApiProperty({ description: 'The words that the answer rests on' }) excerpt!: string;
  @ApiProperty({ format: 'date-time' }) seen_at!: string;
  @ApiProperty({ description: 'Text of strangers' }) tainted!: boolean;
}

export class RunLack {
  @ApiProperty() source!: string;
  @ApiProperty() what!: string;
  @ApiProperty() reason!: string;
}

/** Where an answer comes from. */
export class RunProvenance {
  @ApiProperty({ enum: ANSWER_MODES }) mode!: AnswerMode;
  @ApiProperty({ type: String, format: 'uuid', nullable: true, description: 'A cached answer names the run it is of' })
  run_id!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Where a model wrote it' }) model!: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'SHA-256 of what the model was asked' })
  prompt_hash!: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'BUDGET_EXHAUSTED',
    description: 'Why it is not the answer of the tier that the agent asks first',
  })
  degraded_by!: string | null;
  @ApiProperty({ type: [String] }) evidence_ids!: string[];
  @ApiProperty({ type: [RunLack] }) lacking!: RunLack[];
  @ApiProperty({ description: 'What the workspace remembers was not consulted' }) context_unavailable!: boolean;
  @ApiProperty() tainted!: boolean;
  @ApiProperty({ description: 'What nobody has reviewed cannot be published' }) unreviewed!: boolean;
  @ApiProperty({ type: 'integer' }) cost_micro_usd!: number;
}

/** One agent at one task. */
export class RunResponse {
  @ApiProperty({ format: 'uuid' }) id!: string;
  @ApiProperty({ example: 'MUSE-001' }) agent_code!: string;
  @ApiProperty({ enum: RUN_STATES }) state!: RunState;
  @ApiProperty({ type: RunSubject }) subject!: RunSubject;
  @ApiProperty({ example: 'user:0190…', description: 'Who asked for it' }) commanded_by!: string;
  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'Null where it is very large',
  })
  input!: Record<string, unknown> | null;
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true }) output!: Record<string, unknown> | null;
  @ApiProperty({ type: RunProvenance, nullable: true }) provenance!: RunProvenance | null;
  @ApiProperty({ type: [RunEvidence] }) evidence!: RunEvidence[];
  @ApiProperty({ type: RunFailureResponse, nullable: true }) failure!: RunFailureResponse | null;
  @ApiProperty({ enum: RUN_REVIEWS }) review!: RunReview;
  @ApiProperty({ type: [RunStepResponse], description: 'As far as it has got' }) steps!: RunStepResponse[];
  @ApiProperty({ type: 'integer' }) attempt!: number;
  @ApiProperty({ type: 'integer' }) cost_micro_usd!: number;
  @ApiProperty({ format: 'date-time' }) deadline_at!: string;
  @ApiProperty({ format: 'date-time' }) created_at!: string;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) started_at!: string | null;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) finished_at!: string | null;
  @ApiProperty({ type: [String], description: 'Services that did not answer; what they know is missing' })
  unavailable!: string[];
}
