// First: class-transformer's decorators read it, also in tools that load nothing of Nest.
import 'reflect-metadata';
export { ANSWER_MODES, CitedEvidence, EVIDENCE_ID, LackingEvidence, Provenance } from './agents/provenance';
export type { AnswerMode } from './agents/provenance';
export { Subject, WORK_SUBJECTS } from './agents/work-subject';
export type { WorkSubject } from './agents/work-subject';
export { ApiKeyPage, ApiKeyResponse, CreateApiKeyRequest, CreatedApiKeyResponse } from './api-keys/api-key.dto';
export { API_GROUPS, API_SCOPES, coversOperation } from './api-keys/scopes';
export type { ApiGroup, ApiScope } from './api-keys/scopes';
export { IsMoment } from './api/moment';
export { PageOf, PageQuery } from './api/page.dto';
export { SpanQuery } from './api/span.dto';
export { contentHashOf } from './assets/content-hash';
export { COPY_FIELDS } from './assets/copy';
export type { CopyField, CopyFieldName } from './assets/copy';
export { AuditEntryResponse, AuditPage, AuditVerdictResponse } from './audit/audit.dto';
export * from './council';
export { ERROR_CODES, isErrorCode } from './errors/error-codes';
export type { ErrorCode, ErrorCodeDescription, RetryAdvice } from './errors/error-codes';
export { FieldProblem, Problem } from './errors/problem.dto';
export {
  AgentSummary,
  FleetReplica,
  FleetResponse,
  FleetService,
  REPLICA_STATES,
  SERVICE_STATES,
  ServiceDescriptionResponse,
} from './fleet/fleet.dto';
export type { ReplicaState, ServiceState } from './fleet/fleet.dto';
export { DeliverWebhook } from './gateway/deliver-webhook.command';
export { MailAccount } from './gateway/mail-account.command';
export { SendInvitation } from './gateway/send-invitation.command';
export { WorkspaceCreated } from './gateway/workspace-created.event';
export { WorkspaceDeleted } from './gateway/workspace-deleted.event';
export {
  CheckContentRequest,
  CheckedContentResponse,
  CheckedText,
  GuardianVerdict,
} from './guardian/check-content.dto';
export { CheckContent } from './guardian/check-content.query';
export {
  ComplianceCheckPage,
  ComplianceCheckResponse,
  ComplianceChecksQuery,
  GrantWaiverRequest,
  PolicyPackList,
  PolicyPackResponse,
  VERDICTS,
  WaiverResponse,
} from './guardian/compliance.dto';
export type { VerdictName } from './guardian/compliance.dto';
export { GrantWaiver } from './guardian/grant-waiver.query';
export { ListComplianceChecks } from './guardian/list-compliance-checks.query';
export { ReadPolicyPacks } from './guardian/read-policy-packs.query';
export { ASSET_ROLES, AssetWork } from './guild/asset-work';
export type { AssetRole } from './guild/asset-work';
export { AssignmentCompleted } from './guild/assignment-completed.event';
export { AssignmentFailed } from './guild/assignment-failed.event';
export { CheckAgentInput } from './guild/check-agent-input.query';
export { DescribeAgents } from './guild/describe-agents.query';
export type { AgentSpecification } from './guild/describe-agents.query';
export { INDEX_MEMORIES, IndexMemories } from './guild/index-memories.command';
export { EVIDENCE_KINDS, EvidenceResponse } from './guild/evidence.dto';
export type { EvidenceKindName } from './guild/evidence.dto';
export { InvokeAgent } from './guild/invoke-agent.query';
export type { AgentAnswer } from './guild/invoke-agent.query';
export { OutlineAgents } from './guild/outline-agents.query';
export type { AgentOutline } from './guild/outline-agents.query';
export { ReadEvidence } from './guild/read-evidence.query';
export { ReadRun } from './guild/read-run.query';
export { RecallMemories } from './guild/recall-memories.query';
export {
  RUN_ASSIGNMENT,
  RunAssignment,
  RunCouncilAssignment,
  RunGuardianAssignment,
  RunMatrixAssignment,
  RunMuseAssignment,
  RunResearchAssignment,
} from './guild/run-assignment.command';
export { PurgedTable, WorkspacePurged } from './guild/workspace-purged.event';
export { LoginRequest, TokenResponse } from './identity/login.dto';
export { CALLER_TYPES, MeResponse, MyWorkspaceResponse } from './identity/me.dto';
export type { CallerType } from './identity/me.dto';
export { ForgotPasswordRequest, NEW_PASSWORD, ResetPasswordRequest } from './identity/password.dto';
export { LogoutRequest, RefreshRequest } from './identity/refresh.dto';
export { AcceptedResponse, RegisterRequest, VerifyEmailRequest } from './identity/register.dto';
export { ROLES, includesRole } from './identity/roles';
export type { Role } from './identity/roles';
export { SessionPage, SessionResponse } from './identity/sessions.dto';
export { WsTicketResponse } from './identity/ws-ticket.dto';
export { AcknowledgeAlert } from './matrix/alerts/acknowledge-alert.query';
export { AlertRaised } from './matrix/alerts/alert-raised.event';
export {
  ALERT_STATES,
  AlertPage,
  AlertResponse,
  AlertResponsePage,
  AlertResponseRecord,
  AlertsQuery,
  RaiseAlertRequest,
  RecordResponseRequest,
  URGENCIES,
} from './matrix/alerts/alert.dto';
export type { AlertState, Urgency } from './matrix/alerts/alert.dto';
export { ListAlertResponses } from './matrix/alerts/list-alert-responses.query';
export { ListAlerts } from './matrix/alerts/list-alerts.query';
export { RaiseAlert } from './matrix/alerts/raise-alert.query';
export { ResolveAlert } from './matrix/alerts/resolve-alert.query';
export { RespondToAlert } from './matrix/alerts/respond-to-alert.query';
export { ListObservations } from './matrix/observations/list-observations.query';
export {
  OBSERVED_SUBJECTS,
  ObservationFields,
  ObservationPage,
  ObservationResponse,
  ObservationsQuery,
  RecordObservationsRequest,
  RecordedObservationsResponse,
} from './matrix/observations/observation.dto';
export type { ObservedSubject } from './matrix/observations/observation.dto';
export {
  CampaignPerformanceResponse,
  ChannelPerformance,
  MeasuredRate,
  MetricSeries,
  PerformanceFigures,
  PerformanceResponse,
  SERIES_MEASURES,
  SeriesPoint,
} from './matrix/observations/performance.dto';
export type { SeriesMeasure } from './matrix/observations/performance.dto';
export { MeasuredSubject, ReadPerformance } from './matrix/observations/read-performance.query';
export { RecordObservations } from './matrix/observations/record-observations.query';
export { MESSAGES } from './messages';
export { BrandKitResponse, PutBrandKitRequest } from './muse/brand-kit.dto';
export { ApprovedAsset, ExportMove } from './muse/export-move.command';
export { MoveExported } from './muse/move-exported.event';
export { PutBrandKit } from './muse/put-brand-kit.query';
export { ReadBrandKit } from './muse/read-brand-kit.query';
export {
  ASSET_STATES,
  AssetCopyField,
  AssetDesign,
  AssetDetailResponse,
  AssetImageQuery,
  AssetPage,
  AssetProvenance,
  AssetResponse,
  AssetVersionPage,
  AssetVersionResponse,
  AssetsQuery,
  CampaignAssetsQuery,
  IMAGE_FORMATS,
  ReviseAssetField,
  ReviseAssetRequest,
} from './muse/assets/asset.dto';
export { ReviseAsset } from './muse/assets/revise-asset.query';
export type { AssetState, ImageFormat } from './muse/assets/asset.dto';
export { ListAssetVersions } from './muse/assets/list-asset-versions.query';
export { ListAssets } from './muse/assets/list-assets.query';
export { ReadAssetImage } from './muse/assets/read-asset-image.query';
export type { ImagePart } from './muse/assets/read-asset-image.query';
export { ReadAsset } from './muse/assets/read-asset.query';
export { AssetFact, AssetGenerated, AssetReviewed, AssetSettled } from './muse/asset-fact.event';
export { SETTLED_STATES, SettleAssets, SettledAsset } from './muse/settle-assets.command';
export type { SettledState } from './muse/settle-assets.command';
export {
  DEAD_LETTER_CAUSES,
  DEAD_LETTER_STATES,
  DeadLetterDetailResponse,
  DeadLetterEvent,
  DeadLetterFailure,
  DeadLetterFilter,
  DeadLetterPage,
  DeadLetterResponse,
  DeadLettersOfService,
  DeadLettersQuery,
  DiscardRequest,
  RedriveMatchingRequest,
  RedriveMatchingResponse,
  RedriveRequest,
  RedrivenInService,
} from './operations/dead-letter.dto';
export type { DeadLetterCause, DeadLetterState } from './operations/dead-letter.dto';
export { DiscardDeadLetter } from './operations/discard-dead-letter.query';
export {
  EmergencyStopList,
  EmergencyStopResponse,
  StartStopRequest,
  StopTargetQuery,
} from './operations/emergency-stop.dto';
export { EndEmergencyStop } from './operations/end-emergency-stop.query';
export { ListDeadLetters } from './operations/list-dead-letters.query';
export { ListEmergencyStops } from './operations/list-emergency-stops.query';
export { ReadDeadLetter } from './operations/read-dead-letter.query';
export { RedriveDeadLetter } from './operations/redrive-dead-letter.query';
export { RedriveDeadLetters } from './operations/redrive-dead-letters.query';
export type { RedrivenLetters } from './operations/redrive-dead-letters.query';
export { StartEmergencyStop } from './operations/start-emergency-stop.query';
export { RaptorMessage, metadataOf, ownerOf } from './raptor-message';
export type { Channel, Lane, MessageClass, MessageKind, MessageMetadata } from './raptor-message';
export { KeywordPage, KeywordResponse, KeywordsQuery, SEARCH_INTENTS } from './research/keyword.dto';
export type { SearchIntent } from './research/keyword.dto';
export { ListKeywords } from './research/list-keywords.query';
export { ListPersonas } from './research/list-personas.query';
export { ListResearchReports } from './research/list-research-reports.query';
export { PersonaBuyingRole, PersonaPage, PersonaPain, PersonaQuote, PersonaResponse } from './research/persona.dto';
export { ResearchReportPage, ResearchReportResponse, ResearchReportsQuery } from './research/research-report.dto';
export { ROSTER, codesOf, homeOf, isAgentCode } from './roster/roster';
export type { AgentCode, AgentHome } from './roster/roster';
export { GUILD_KEYS, SERVICE_KEYS, SERVICES, roleOf, schemaOf } from './services';
export type { GuildKey, ServiceDescription, ServiceKey } from './services';
export { AuditRecorded } from './sys/audit-recorded.event';
export { DescribeService } from './sys/describe-service.query';
export type { ServiceDescriptionReply } from './sys/describe-service.query';
export { ReplicaBeat, ReplicaLoad } from './sys/replica-beat.event';
export { WebhookDeliveryPage, WebhookDeliveryQuery, WebhookDeliveryResponse } from './webhooks/webhook-delivery.dto';
export { DELIVERY_STATES, WEBHOOK_STATES } from './webhooks/webhook-states';
export type { DeliveryState, WebhookState } from './webhooks/webhook-states';
export {
  ChangeWebhookRequest,
  CreateWebhookRequest,
  CreatedWebhookResponse,
  RotatedSecretResponse,
  WebhookPage,
  WebhookResponse,
} from './webhooks/webhook.dto';
export { AcceptInviteRequest, AcceptedInviteResponse } from './workspace/accept-invite.dto';
export { MEMBER_STATUSES } from './workspace/member-status';
export type { MemberStatus } from './workspace/member-status';
export { ChangeMemberRequest, InviteMemberRequest, MemberPage, MemberResponse } from './workspace/member.dto';
export { PLAN_LIMITS, PLANS } from './workspace/plans';
export type { Plan, PlanLimits } from './workspace/plans';
export {
  ChangeWorkspaceRequest,
  FoundWorkspaceRequest,
  WorkspaceExportLine,
  WorkspacePage,
  WorkspaceResponse,
} from './workspace/workspace.dto';
