export { AgentMetricsResponse, AgentReviews, AgentTrust } from './agents/agent-metrics.dto';
export {
  AGENT_CADENCES,
  AGENT_STATES,
  AGENT_TIERS,
  AgentDetailResponse,
  AgentRegistryResponse,
  AgentResponse,
  AgentStatistics,
  ChangeAgentRequest,
  WorkspaceAgentResponse,
} from './agents/agent.dto';
export type { AgentCadence, AgentState, AgentTier } from './agents/agent.dto';
export { AssignAgent } from './agents/assign-agent.query';
export { ChangeAgent } from './agents/change-agent.query';
export { AssignAgentRequest, AssignmentPredecessor, AssignmentSubject, InvokeAgentRequest } from './agents/invoke.dto';
export { ListWorkspaceAgents } from './agents/list-workspace-agents.query';
export { MEMORY_KINDS, MemoriesQuery, MemoriesResponse, MemoryResponse } from './agents/memories.dto';
export type { MemoryKind } from './agents/memories.dto';
export { ReadAgentMetrics } from './agents/read-agent-metrics.query';
export { ReadAssignment } from './agents/read-assignment.query';
export { ReadWorkspaceAgent } from './agents/read-workspace-agent.query';
export { RequestInvocation } from './agents/request-invocation.query';
export {
  OPEN_RUN_STATES,
  RUN_REVIEWS,
  RUN_STATES,
  RunEvidence,
  RunProvenance,
  RunResponse,
  RunStepResponse,
} from './agents/run.dto';
export type { RunReview, RunState } from './agents/run.dto';
export { ApprovalDecided } from './approvals/approval-decided.event';
export { ApprovalExpired } from './approvals/approval-expired.event';
export { APPROVAL_STATES, APPROVAL_SUBJECTS, RISKS } from './approvals/approval-words';
export type { ApprovalState, ApprovalSubject, Risk } from './approvals/approval-words';
export {
  ApprovalListQuery,
  ApprovalPage,
  ApprovalResponse,
  DecideApprovalRequest,
  DelegateApprovalRequest,
} from './approvals/approval.dto';
export { Approve } from './approvals/approve.query';
export { DelegateApproval } from './approvals/delegate-approval.query';
export { ExpireApproval } from './approvals/expire-approval.command';
export { ListApprovals } from './approvals/list-approvals.query';
export { ReadApproval } from './approvals/read-approval.query';
export { Reject } from './approvals/reject.query';
export {
  AssignmentFact,
  CouncilAssignmentCompleted,
  CouncilAssignmentFailed,
  CouncilAssignmentStarted,
} from './assignment-fact.event';
export { BudgetAlerted } from './budget-alerted.event';
export type { BudgetState } from './budget-alerted.event';
export { BudgetExhausted } from './budget-exhausted.event';
export { PlanCampaign } from './campaigns/plan-campaign.query';
export { ActivateCampaign } from './campaigns/activate-campaign.query';
export { PauseCampaign } from './campaigns/pause-campaign.query';
export { ResumeCampaign } from './campaigns/resume-campaign.query';
export { CompleteCampaign } from './campaigns/complete-campaign.query';
export { CancelCampaign } from './campaigns/cancel-campaign.query';
export { ReconsiderAsset, RevisedField } from './campaigns/reconsider-asset.command';
export { AdvanceCampaign } from './campaigns/advance-campaign.command';
export { CreditMerits, Merit } from './game/credit-merits.command';
export { RunMove } from './moves/run-move.command';
export { CampaignCompleted } from './campaigns/campaign-completed.event';
export { CampaignStageChanged } from './campaigns/campaign-stage-changed.event';
export { ApprovalRequired } from './approvals/approval-required.event';
export { ArchiveCampaign } from './campaigns/archive-campaign.query';
export { AttachCohort } from './campaigns/attach-cohort.query';
export { AttachCohortRequest, CampaignCohortPage, CampaignCohortResponse } from './campaigns/campaign-cohort.dto';
export { AgentCost, CampaignCostsResponse, CostFigures, ModelCost } from './campaigns/campaign-costs.dto';
export { CampaignCreated } from './campaigns/campaign-created.event';
export { CampaignQuoteResponse, QUOTE_BASES, QuoteCampaignRequest, QuotedAgent } from './campaigns/campaign-quote.dto';
export type { QuoteBasis } from './campaigns/campaign-quote.dto';
export { TIMELINE_KINDS, TimelinePage, TimelineStep } from './campaigns/campaign-timeline.dto';
export type { TimelineKind } from './campaigns/campaign-timeline.dto';
export {
  CAMPAIGN_CHANNELS,
  CAMPAIGN_STAGES,
  CAMPAIGN_STATUSES,
  OBJECTIVE_TYPES,
  ON_BUDGET,
  RESUMABLE_STATUSES,
} from './campaigns/campaign-words';
export type {
  CampaignChannel,
  CampaignStage,
  CampaignStatus,
  ObjectiveType,
  OnBudget,
  ResumableStatus,
} from './campaigns/campaign-words';
export {
  CampaignListQuery,
  CampaignPage,
  CampaignResponse,
  CreateCampaignRequest,
  PatchCampaignRequest,
} from './campaigns/campaign.dto';
export { CampaignSourceFields } from './campaigns/campaign.dto';
export type { CampaignFields } from './campaigns/campaign.dto';
export { ChangeCampaign } from './campaigns/change-campaign.query';
export { CreateCampaign } from './campaigns/create-campaign.query';
export { ListCampaignCohorts } from './campaigns/list-campaign-cohorts.query';
export { ListCampaignTimeline } from './campaigns/list-campaign-timeline.query';
export { ListCampaigns } from './campaigns/list-campaigns.query';
export { QuoteCampaign } from './campaigns/quote-campaign.query';
export { ReadCampaignCosts } from './campaigns/read-campaign-costs.query';
export { ReadCampaign } from './campaigns/read-campaign.query';
export { ChangeCohort } from './cohorts/change-cohort.query';
export {
  AttentionWindow,
  BuyingTrigger,
  DecisionCriterion,
  JOURNEY_STAGES,
  JourneyDistribution,
  Objection,
} from './cohorts/cohort-parts.dto';
export type { JourneyStage } from './cohorts/cohort-parts.dto';
export {
  CohortListQuery,
  CohortPage,
  CohortResponse,
  CreateCohortRequest,
  PatchCohortRequest,
} from './cohorts/cohort.dto';
export type { CohortFields } from './cohorts/cohort.dto';
export { CreateCohort } from './cohorts/create-cohort.query';
export { DeleteCohort } from './cohorts/delete-cohort.query';
export { ListCohorts } from './cohorts/list-cohorts.query';
export { ReadCohort } from './cohorts/read-cohort.query';
export { DECISION_KINDS, DecisionPage, DecisionResponse, DecisionsQuery } from './decisions/decision.dto';
export type { DecisionKind } from './decisions/decision.dto';
export { ListDecisions } from './decisions/list-decisions.query';
export { EndStop } from './end-stop.command';
export { ExpireAssignment } from './expire-assignment.command';
export { ExpireReservations } from './expire-reservations.command';
export { ListStops } from './list-stops.query';
export { AgentQuote, BudgetResponse, QuoteRequest, QuoteResponse, SetBudgetRequest } from './money/budget.dto';
export { COST_GROUPINGS, CostItem, CostTotal, CostsQuery, CostsResponse } from './money/costs.dto';
export type { CostGrouping } from './money/costs.dto';
export { EstimateRuns } from './money/estimate-runs.query';
export { ReadBudget } from './money/read-budget.query';
export { SetBudget } from './money/set-budget.query';
export { SumCosts } from './money/sum-costs.query';
export { ListNotifications } from './notifications/list-notifications.query';
export {
  NOTIFICATION_PRIORITIES,
  NotificationPage,
  NotificationResponse,
  NotificationsQuery,
} from './notifications/notification.dto';
export type { NotificationPriority } from './notifications/notification.dto';
export { ReadNotification } from './notifications/read-notification.query';
export { ChangePositioning } from './positioning/change-positioning.query';
export { CreatePositioning } from './positioning/create-positioning.query';
export { ListPositioning } from './positioning/list-positioning.query';
export { MessagesResponse, ProofPoint, PutMessagesRequest } from './positioning/messages.dto';
export {
  CreatePositioningRequest,
  PatchPositioningRequest,
  PositioningListQuery,
  PositioningPage,
  PositioningResponse,
} from './positioning/positioning.dto';
export type { PositioningFields } from './positioning/positioning.dto';
export { PutMessages } from './positioning/put-messages.query';
export { ReadMessages } from './positioning/read-messages.query';
export { ReadPositioning } from './positioning/read-positioning.query';
export { QuoteRun } from './quote-run.query';
export type { RunQuote } from './quote-run.query';
export { PAID_TIERS, ReserveBudget, SPENDING_KINDS } from './reserve-budget.query';
export type { PaidTier, ReservationAnswer, SpendingKind } from './reserve-budget.query';
export { SettleSpend, SpentTokens } from './settle-spend.command';
export { StartStop } from './start-stop.command';
export { StopEnded, StopFact, StopStarted } from './stop-fact.event';
export { EVERYTHING, STOP_REASONS, STOP_SCOPES, STOP_TARGET, coversAgent } from './stop-scope';
export type { ActiveStop, StopReason, StopScope } from './stop-scope';
export { StopsChanged } from './stops-changed.event';
export { CompareWarBriefs } from './briefs/compare-war-briefs.query';
export { ListWarBriefs } from './briefs/list-war-briefs.query';
export { ReadWarBrief } from './briefs/read-war-brief.query';
export {
  BriefStatement,
  ChangedStatement,
  ImplicationStatement,
  ImplicationsDiff,
  SectionDiff,
  StatementOfOne,
  WarBriefDiffResponse,
} from './briefs/war-brief-diff.dto';
export { BRIEF_TYPES, WarBriefPage, WarBriefResponse, WarBriefSummary, WarBriefsQuery } from './briefs/war-brief.dto';
export type { BriefType } from './briefs/war-brief.dto';
export { ChangeMove } from './moves/change-move.query';
export { ExecuteMove } from './moves/execute-move.query';
export { ListMoves } from './moves/list-moves.query';
export {
  MOVE_HEALTHS,
  MOVE_STATES,
  MovePage,
  MoveResponse,
  MovesQuery,
  PatchMoveRequest,
  SetMoveStatusRequest,
} from './moves/move.dto';
export type { MoveHealth, MoveState } from './moves/move.dto';
export { ReadMove } from './moves/read-move.query';
export { SetMoveStatus } from './moves/set-move-status.query';
export { CALENDAR_KINDS, CalendarEntry, CalendarQuery, CalendarResponse } from './plans/calendar.dto';
export type { CalendarKind } from './plans/calendar.dto';
export { ListQuests } from './plans/list-quests.query';
export { ListSimulations } from './plans/list-simulations.query';
export {
  QUEST_STATUSES,
  QuestChapter,
  QuestPage,
  QuestResponse,
  QuestRiskResponse,
  QuestsQuery,
} from './plans/quest.dto';
export type { QuestStatus } from './plans/quest.dto';
export { ReadCalendar } from './plans/read-calendar.query';
export { ReadQuest } from './plans/read-quest.query';
export { SimulatedCondition, SimulationPage, SimulationResponse } from './plans/simulation.dto';
export {
  AchievementPage,
  AchievementResponse,
  RARITIES,
  UserAchievementList,
  UserAchievementResponse,
} from './game/achievement.dto';
export type { Rarity } from './game/achievement.dto';
export { ListAchievements } from './game/list-achievements.query';
export { ListLeaderboard } from './game/list-leaderboard.query';
export { ListUserAchievements } from './game/list-user-achievements.query';
export { ReadUserStats } from './game/read-user-stats.query';
export { LeaderboardEntry, LeaderboardPage, UserStatsResponse } from './game/user-stats.dto';
