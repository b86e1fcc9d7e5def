import { isAgentCode, type AgentCode, type AssetWork, type CitedEvidence, type RunState } from '@raptor/contracts';
import type { z } from 'zod';
import type { ApprovalEntity } from '../../approvals/approval.entity';
import type { CampaignEntity } from '../campaign.entity';
import type { SagaState } from './saga-state';

/** A campaign as its row has it when the saga looks. */
export type CampaignFacts = Pick<
  CampaignEntity,
  | 'id'
  | 'name'
  | 'goal'
  | 'source'
  | 'objectiveType'
  | 'objectiveMetric'
  | 'targetValue'
  | 'channels'
  | 'mediaBudgetMicroUsd'
  | 'runBudgetMicroUsd'
  | 'onBudget'
  | 'startDate'
  | 'endDate'
  | 'status'
  | 'createdBy'
>;

/** What has become of an assignment. */
export interface Result {
  readonly agentCode: string;
  readonly state: RunState;
  readonly output: Readonly<Record<string, unknown>> | null;
  readonly cited: readonly CitedEvidence[];
  /** Why it is not the answer of the tier that the agent asks first: a code of the catalogue. */
  readonly degradedBy: string | null;
  readonly failure: { readonly code: string; readonly message: string } | null;
}

export type ApprovalFacts = Pick<ApprovalEntity, 'subjectId' | 'contentHash' | 'state' | 'decidedBy'>;

/** Everything that a decision is made from. */
export interface View {
  readonly campaign: CampaignFacts;
  readonly state: SagaState;
  /** By ref: of this step and of all before it. */
  readonly results: ReadonlyMap<string, Result>;
  readonly approvals: readonly ApprovalFacts[];
  /** Whether the workspace can pay for a model again. */
  readonly hasMoney: boolean;
  readonly now: Date;
}

/** Work that the saga wants done. */
export interface Wanted {
  readonly ref: string;
  readonly agentCode: AgentCode;
  readonly commandedBy: `LORD-${string}`;
  readonly input: Readonly<Record<string, unknown>>;
  readonly asset?: AssetWork;
}

/** The part of an answer that the saga reads; null where there is none, or it does not fit. */
export function outputOf<T extends z.ZodType>({ results }: View, ref: string, shape: T): z.output<T> | null {
  const parsed = shape.safeParse(results.get(ref)?.output ?? undefined);
  return parsed.success ? parsed.data : null;
}

export const isOpen = ({ state }: Result): boolean => state === 'requested' || state === 'running';

export const isAvailable = ({ state }: Pick<View, 'state'>, code: string): code is AgentCode =>
  state.available.some((agent) => agent.code === code);

/** Where it is to appear; where nobody says, where most campaigns begin. */
export const channelsOf = ({ campaign }: Pick<View, 'campaign'>): string[] =>
  campaign.channels.length > 0 ? campaign.channels : ['google_ads', 'linkedin', 'email'];

/** Why something is not there, with what the agent said. */
export function because({ results }: View, ref: string, what: string): string {
  const { failure } = results.get(ref) ?? {};
  const who = isAgentCode(ref) ? ref : 'The agent';
  return failure
    ? `${what}: ${who} has failed (${failure.code}: ${failure.message})`
    : `${what}: ${who} gave no answer that fits`;
}
