import {
  AlertRaised,
  ApprovalDecided,
  ApprovalExpired,
  ApprovalRequired,
  AssetGenerated,
  AssetReviewed,
  AssetSettled,
  BudgetAlerted,
  BudgetExhausted,
  CampaignCompleted,
  CampaignCreated,
  CampaignStageChanged,
  CouncilAssignmentCompleted,
  CouncilAssignmentFailed,
  CouncilAssignmentStarted,
  StopEnded,
  StopStarted,
  type ApiGroup,
  type AssetFact,
  type AssignmentFact,
  type BudgetState,
  type MessageClass,
  type Role,
  type StopFact,
} from '@raptor/contracts';
import type { Envelope } from '@raptor/raptor-bus';

/** What a client of the live channel can subscribe to, and from which role on; each is a group of the API, too. */
export const LIVE_GROUPS = {
  campaigns: 'viewer',
  agents: 'viewer',
  assets: 'viewer',
  approvals: 'viewer',
  alerts: 'viewer',
  money: 'viewer',
  game: 'viewer',
  operations: 'operator',
} as const satisfies Readonly<Partial<Record<ApiGroup, Role>>>;
export type LiveGroup = keyof typeof LIVE_GROUPS;

/** A message that frontends and webhooks hear of. */
export interface LiveEvent<T extends object = object> {
  readonly message: MessageClass<T>;
  /** As clients know it: `campaign.created`. */
  readonly type: string;
  readonly group: LiveGroup;
  /** What is said of it, in the API's own words (snake_case) and without secrets: whoever may read the group gets it. */
  dataOf(payload: T, envelope: Envelope): Readonly<Record<string, unknown>>;
}

const on = <T extends object>(message: MessageClass<T>, said: Omit<LiveEvent<T>, 'message'>): LiveEvent<T> => ({
  message,
  ...said,
});

const budgetOf = ({ period, limitMicroUsd, spentMicroUsd, limitTokens, tokensSpent }: BudgetState) => ({
  period,
  limit_micro_usd: limitMicroUsd,
  spent_micro_usd: spentMicroUsd,
  limit_tokens: limitTokens,
  tokens_spent: tokensSpent,
});

const assignmentOf = ({ assignmentId, agentCode, subject }: AssignmentFact) => ({
  assignment_id: assignmentId,
  agent_code: agentCode,
  subject: { type: subject.type, id: subject.id },
});

const assetOf = ({ assetId, version, campaignId }: AssetFact) => ({
  asset_id: assetId,
  version,
  campaign_id: campaignId ?? null,
});

const stopOf = ({ stopId, scope, target, reason }: StopFact) => ({ stop_id: stopId, scope, target, reason });

/** What the world outside hears of what happens inside: one row a message, and it goes to sockets and to webhooks. */
export const LIVE_EVENTS: readonly LiveEvent[] = [
  on(CampaignCreated, {
    type: 'campaign.created',
    group: 'campaigns',
    dataOf: ({ campaignId, name, objectiveType }) => ({
      campaign_id: campaignId,
      name,
      objective_type: objectiveType,
    }),
  }),
  on(CampaignStageChanged, {
    type: 'campaign.stage_changed',
    group: 'campaigns',
    dataOf: ({ campaignId, status, stage, reason }) => ({
      campaign_id: campaignId,
      status,
      stage,
      reason: reason ?? null,
    }),
  }),
  on(CampaignCompleted, {
    type: 'campaign.completed',
    group: 'campaigns',
    dataOf: ({ campaignId, status, reason }) => ({ campaign_id: campaignId, status, reason: reason ?? null }),
  }),
  on(AssetGenerated, {
    type: 'asset.generated',
    group: 'assets',
    dataOf: (event) => ({
      ...assetOf(event),
      kind: event.kind,
      channel: event.channel ?? null,
      title: event.title,
      content_hash: event.contentHash,
    }),
  }),
  on(AssetReviewed, {
    type: 'asset.reviewed',
    group: 'assets',
    dataOf: (event) => ({ ...assetOf(event), reviewer: event.reviewer, score: event.score }),
  }),
  on(AssetSettled, {
    type: 'asset.settled',
    group: 'assets',
    dataOf: (event) => ({ ...assetOf(event), state: event.state }),
  }),
  on(ApprovalRequired, {
    type: 'approval.required',
    group: 'approvals',
    dataOf: ({ approvalId, subjectType, subjectId, campaignId, contentHash, risk }) => ({
      approval_id: approvalId,
      subject: { type: subjectType, id: subjectId },
      campaign_id: campaignId ?? null,
      content_hash: contentHash,
      risk,
    }),
  }),
  on(ApprovalDecided, {
    type: 'approval.decided',
    group: 'approvals',
    dataOf: ({ approvalId, decision, subjectType, subjectId, contentHash, risk, decidedBy }) => ({
      approval_id: approvalId,
      decision,
      subject: { type: subjectType, id: subjectId },
      content_hash: contentHash,
      risk,
      decided_by: decidedBy,
    }),
  }),
  on(ApprovalExpired, {
    type: 'approval.expired',
    group: 'approvals',
    dataOf: ({ approvalId, subjectType, subjectId, contentHash, risk }) => ({
      approval_id: approvalId,
      subject: { type: subjectType, id: subjectId },
      content_hash: contentHash,
      risk,
    }),
  }),
  on(CouncilAssignmentStarted, { type: 'assignment.started', group: 'agents', dataOf: assignmentOf }),
  on(CouncilAssignmentCompleted, {
    type: 'assignment.completed',
    group: 'agents',
    dataOf: (event) => ({ ...assignmentOf(event), cost_micro_usd: event.costMicroUsd }),
  }),
  on(CouncilAssignmentFailed, {
    type: 'assignment.failed',
    group: 'agents',
    dataOf: (event) => ({
      ...assignmentOf(event),
      cost_micro_usd: event.costMicroUsd,
      code: event.code,
      message: event.message,
    }),
  }),
  on(BudgetAlerted, {
    type: 'budget.threshold',
    group: 'money',
    dataOf: (event) => ({ ...budgetOf(event), reason: event.reason, percent: event.percent }),
  }),
  on(BudgetExhausted, { type: 'budget.exhausted', group: 'money', dataOf: budgetOf }),
  on(AlertRaised, {
    type: 'alert.raised',
    group: 'alerts',
    dataOf: ({ alertId, alertType, urgency, title, signalId }) => ({
      alert_id: alertId,
      alert_type: alertType,
      urgency,
      title,
      signal_id: signalId ?? null,
    }),
  }),
  on(StopStarted, { type: 'emergency.started', group: 'operations', dataOf: stopOf }),
  on(StopEnded, { type: 'emergency.ended', group: 'operations', dataOf: stopOf }),
];

/** All types there are, for those who choose among them. */
export const LIVE_TYPES: readonly string[] = [...new Set(LIVE_EVENTS.map(({ type }) => type))].sort();
