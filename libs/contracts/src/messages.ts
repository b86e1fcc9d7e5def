import {
  CouncilAssignmentCompleted,
  CouncilAssignmentFailed,
  CouncilAssignmentStarted,
} from './council/assignment-fact.event';
import { ApprovalDecided } from './council/approvals/approval-decided.event';
import { ApprovalExpired } from './council/approvals/approval-expired.event';
import { Approve } from './council/approvals/approve.query';
import { DelegateApproval } from './council/approvals/delegate-approval.query';
import { ExpireApproval } from './council/approvals/expire-approval.command';
import { ListApprovals } from './council/approvals/list-approvals.query';
import { ReadApproval } from './council/approvals/read-approval.query';
import { Reject } from './council/approvals/reject.query';
import { PlanCampaign } from './council/campaigns/plan-campaign.query';
import { ActivateCampaign } from './council/campaigns/activate-campaign.query';
import { PauseCampaign } from './council/campaigns/pause-campaign.query';
import { ResumeCampaign } from './council/campaigns/resume-campaign.query';
import { CompleteCampaign } from './council/campaigns/complete-campaign.query';
import { CancelCampaign } from './council/campaigns/cancel-campaign.query';
import { ReconsiderAsset } from './council/campaigns/reconsider-asset.command';
import { AdvanceCampaign } from './council/campaigns/advance-campaign.command';
import { CreditMerits } from './council/game/credit-merits.command';
import { RunMove } from './council/moves/run-move.command';
import { CampaignCompleted } from './council/campaigns/campaign-completed.event';
import { CampaignStageChanged } from './council/campaigns/campaign-stage-changed.event';
import { ApprovalRequired } from './council/approvals/approval-required.event';
import { AssetGenerated, AssetReviewed, AssetSettled } from './muse/asset-fact.event';
import { ExportMove } from './muse/export-move.command';
import { MoveExported } from './muse/move-exported.event';
import { PutBrandKit } from './muse/put-brand-kit.query';
import { ReadBrandKit } from './muse/read-brand-kit.query';
import { SettleAssets } from './muse/settle-assets.command';
import { ArchiveCampaign } from './council/campaigns/archive-campaign.query';
import { AttachCohort } from './council/campaigns/attach-cohort.query';
import { CampaignCreated } from './council/campaigns/campaign-created.event';
import { ChangeCampaign } from './council/campaigns/change-campaign.query';
import { CreateCampaign } from './council/campaigns/create-campaign.query';
import { GAME_MESSAGES } from './council/game-messages';
import { PLAN_MESSAGES } from './council/plan-messages';
import { ListCampaignCohorts } from './council/campaigns/list-campaign-cohorts.query';
import { ListCampaignTimeline } from './council/campaigns/list-campaign-timeline.query';
import { ListCampaigns } from './council/campaigns/list-campaigns.query';
import { QuoteCampaign } from './council/campaigns/quote-campaign.query';
import { ReadCampaignCosts } from './council/campaigns/read-campaign-costs.query';
import { ReadCampaign } from './council/campaigns/read-campaign.query';
import { ChangeCohort } from './council/cohorts/change-cohort.query';
import { CreateCohort } from './council/cohorts/create-cohort.query';
import { DeleteCohort } from './council/cohorts/delete-cohort.query';
import { ListCohorts } from './council/cohorts/list-cohorts.query';
import { ReadCohort } from './council/cohorts/read-cohort.query';
import { ChangePositioning } from './council/positioning/change-positioning.query';
import { CreatePositioning } from './council/positioning/create-positioning.query';
import { ListPositioning } from './council/positioning/list-positioning.query';
import { PutMessages } from './council/positioning/put-messages.query';
import { ReadMessages } from './council/positioning/read-messages.query';
import { ReadPositioning } from './council/positioning/read-positioning.query';
import { BudgetAlerted } from './council/budget-alerted.event';
import { BudgetExhausted } from './council/budget-exhausted.event';
import { EndStop } from './council/end-stop.command';
import { ExpireAssignment } from './council/expire-assignment.command';
import { ExpireReservations } from './council/expire-reservations.command';
import { ListStops } from './council/list-stops.query';
import { QuoteRun } from './council/quote-run.query';
import { ReserveBudget } from './council/reserve-budget.query';
import { SettleSpend } from './council/settle-spend.command';
import { StartStop } from './council/start-stop.command';
import { StopEnded, StopStarted } from './council/stop-fact.event';
import { StopsChanged } from './council/stops-changed.event';
import { DeliverWebhook } from './gateway/deliver-webhook.command';
import { MailAccount } from './gateway/mail-account.command';
import { SendInvitation } from './gateway/send-invitation.command';
import { WorkspaceCreated } from './gateway/workspace-created.event';
import { WorkspaceDeleted } from './gateway/workspace-deleted.event';
import { AssignmentCompleted } from './guild/assignment-completed.event';
import { AssignmentFailed } from './guild/assignment-failed.event';
import { DescribeAgents } from './guild/describe-agents.query';
import { INDEX_MEMORIES } from './guild/index-memories.command';
import { InvokeAgent } from './guild/invoke-agent.query';
import { RUN_ASSIGNMENT } from './guild/run-assignment.command';
import { WorkspacePurged } from './guild/workspace-purged.event';
import { AssignAgent } from './council/agents/assign-agent.query';
import { ChangeAgent } from './council/agents/change-agent.query';
import { ListWorkspaceAgents } from './council/agents/list-workspace-agents.query';
import { ReadAgentMetrics } from './council/agents/read-agent-metrics.query';
import { ReadAssignment } from './council/agents/read-assignment.query';
import { ReadWorkspaceAgent } from './council/agents/read-workspace-agent.query';
import { RequestInvocation } from './council/agents/request-invocation.query';
import { ListDecisions } from './council/decisions/list-decisions.query';
import { EstimateRuns } from './council/money/estimate-runs.query';
import { ReadBudget } from './council/money/read-budget.query';
import { SetBudget } from './council/money/set-budget.query';
import { SumCosts } from './council/money/sum-costs.query';
import { ListNotifications } from './council/notifications/list-notifications.query';
import { ReadNotification } from './council/notifications/read-notification.query';
import { CheckAgentInput } from './guild/check-agent-input.query';
import { OutlineAgents } from './guild/outline-agents.query';
import { ReadRun } from './guild/read-run.query';
import { RecallMemories } from './guild/recall-memories.query';
import { COMPLIANCE_MESSAGES } from './guardian/compliance-messages';
import { AcknowledgeAlert } from './matrix/alerts/acknowledge-alert.query';
import { AlertRaised } from './matrix/alerts/alert-raised.event';
import { ListAlertResponses } from './matrix/alerts/list-alert-responses.query';
import { ListAlerts } from './matrix/alerts/list-alerts.query';
import { RaiseAlert } from './matrix/alerts/raise-alert.query';
import { ResolveAlert } from './matrix/alerts/resolve-alert.query';
import { RespondToAlert } from './matrix/alerts/respond-to-alert.query';
import { OBSERVATION_MESSAGES } from './matrix/observation-messages';
import { ASSET_MESSAGES } from './muse/asset-messages';
import { DiscardDeadLetter } from './operations/discard-dead-letter.query';
import { EndEmergencyStop } from './operations/end-emergency-stop.query';
import { ListDeadLetters } from './operations/list-dead-letters.query';
import { ListEmergencyStops } from './operations/list-emergency-stops.query';
import { ReadDeadLetter } from './operations/read-dead-letter.query';
import { RedriveDeadLetter } from './operations/redrive-dead-letter.query';
import { RedriveDeadLetters } from './operations/redrive-dead-letters.query';
import { StartEmergencyStop } from './operations/start-emergency-stop.query';
import type { MessageClass } from './raptor-message';
import { RESEARCH_MESSAGES } from './research/research-messages';
import { AuditRecorded } from './sys/audit-recorded.event';
import { DescribeService } from './sys/describe-service.query';
import { ReplicaBeat } from './sys/replica-beat.event';

/** Every message that crosses a process: the bus knows these and no others. */
export const MESSAGES: readonly MessageClass[] = [
  AcknowledgeAlert,
  ActivateCampaign,
  AdvanceCampaign,
  AlertRaised,
  ApprovalDecided,
  ApprovalExpired,
  ApprovalRequired,
  Approve,
  ArchiveCampaign,
  AssetGenerated,
  AssetReviewed,
  AssetSettled,
  AssignAgent,
  AssignmentCompleted,
  AssignmentFailed,
  AttachCohort,
  AuditRecorded,
  BudgetAlerted,
  BudgetExhausted,
  CampaignCompleted,
  CampaignCreated,
  CampaignStageChanged,
  CancelCampaign,
  ChangeAgent,
  ChangeCampaign,
  ChangeCohort,
  ChangePositioning,
  CheckAgentInput,
  CompleteCampaign,
  CouncilAssignmentCompleted,
  CouncilAssignmentFailed,
  CouncilAssignmentStarted,
  CreateCampaign,
  CreateCohort,
  CreatePositioning,
  CreditMerits,
  DelegateApproval,
  DeleteCohort,
  DeliverWebhook,
  DescribeAgents,
  DescribeService,
  DiscardDeadLetter,
  EndEmergencyStop,
  EndStop,
  EstimateRuns,
  ExpireApproval,
  ExpireAssignment,
  ExpireReservations,
  ExportMove,
  InvokeAgent,
  ListAlertResponses,
  ListAlerts,
  ListApprovals,
  ListCampaignCohorts,
  ListCampaignTimeline,
  ListCampaigns,
  ListCohorts,
  ListDeadLetters,
  ListDecisions,
  ListEmergencyStops,
  ListNotifications,
  ListPositioning,
  ListStops,
  ListWorkspaceAgents,
  MailAccount,
  MoveExported,
  OutlineAgents,
  PauseCampaign,
  PlanCampaign,
  PutBrandKit,
  PutMessages,
  QuoteCampaign,
  QuoteRun,
  RaiseAlert,
  ReadAgentMetrics,
  ReadApproval,
  ReadAssignment,
  ReadBrandKit,
  ReadBudget,
  ReadCampaign,
  ReadCampaignCosts,
  ReadCohort,
  ReadDeadLetter,
  ReadMessages,
  ReadNotification,
  ReadPositioning,
  ReadRun,
  ReadWorkspaceAgent,
  RecallMemories,
  ReconsiderAsset,
  RedriveDeadLetter,
  RedriveDeadLetters,
  Reject,
  ReplicaBeat,
  RequestInvocation,
  ReserveBudget,
  ResolveAlert,
  RespondToAlert,
  ResumeCampaign,
  RunMove,
  SendInvitation,
  SetBudget,
  SettleAssets,
  SettleSpend,
  StartEmergencyStop,
  StartStop,
  StopEnded,
  StopStarted,
  StopsChanged,
  SumCosts,
  WorkspaceCreated,
  WorkspaceDeleted,
  WorkspacePurged,
  ...PLAN_MESSAGES,
  ...ASSET_MESSAGES,
  ...COMPLIANCE_MESSAGES,
  ...GAME_MESSAGES,
  ...RESEARCH_MESSAGES,
  ...OBSERVATION_MESSAGES,
  INDEX_MEMORIES.council,
  INDEX_MEMORIES.research,
  INDEX_MEMORIES.muse,
  INDEX_MEMORIES.matrix,
  INDEX_MEMORIES.guardian,
  RUN_ASSIGNMENT.council,
  RUN_ASSIGNMENT.research,
  RUN_ASSIGNMENT.muse,
  RUN_ASSIGNMENT.matrix,
  RUN_ASSIGNMENT.guardian,
];
