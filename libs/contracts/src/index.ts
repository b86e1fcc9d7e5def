// First: class-transformer's decorators read it, also in tools that load nothing of Nest.
import 'reflect-metadata';
export { ANSWER_MODES, CitedEvidence, EVIDENCE_ID, LackingEvidence, Provenance } from './agents/provenance';
export type { AnswerMode } from './agents/provenance';
export { Subject, WORK_SUBJECTS } from './agents/work-subject';
export type { WorkSubject } from './agents/work-subject';
export { BudgetAlerted } from './council/budget-alerted.event';
export type { BudgetState } from './council/budget-alerted.event';
export { BudgetExhausted } from './council/budget-exhausted.event';
export { EndStop } from './council/end-stop.command';
export { ExpireAssignment } from './council/expire-assignment.command';
export { ExpireReservations } from './council/expire-reservations.command';
export { ListStops } from './council/list-stops.query';
export { QuoteRun } from './council/quote-run.query';
export type { RunQuote } from './council/quote-run.query';
export { PAID_TIERS, ReserveBudget, SPENDING_KINDS } from './council/reserve-budget.query';
export type { PaidTier, ReservationAnswer, SpendingKind } from './council/reserve-budget.query';
export { SettleSpend, SpentTokens } from './council/settle-spend.command';
export { StartStop } from './council/start-stop.command';
export { EVERYTHING, STOP_REASONS, STOP_SCOPES, STOP_TARGET, coversAgent } from './council/stop-scope';
export type { ActiveStop, StopReason, StopScope } from './council/stop-scope';
export { StopsChanged } from './council/stops-changed.event';
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
export { WorkspaceCreated } from './gateway/workspace-created.event';
export { WorkspaceDeleted } from './gateway/workspace-deleted.event';
export { AssignmentCompleted } from './guild/assignment-completed.event';
export { AssignmentFailed } from './guild/assignment-failed.event';
export { DescribeAgents } from './guild/describe-agents.query';
export type { AgentSpecification } from './guild/describe-agents.query';
export { INDEX_MEMORIES, IndexMemories } from './guild/index-memories.command';
export { InvokeAgent } from './guild/invoke-agent.query';
export type { AgentAnswer } from './guild/invoke-agent.query';
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
export { ROLES, includesRole } from './identity/roles';
export type { Role } from './identity/roles';
export { MESSAGES } from './messages';
export { RaptorMessage } from './raptor-message';
export type { Channel, Lane, MessageClass, MessageKind, MessageMetadata } from './raptor-message';
export { ROSTER, codesOf, homeOf, isAgentCode } from './roster/roster';
export type { AgentCode, AgentHome } from './roster/roster';
export { GUILD_KEYS, SERVICE_KEYS, SERVICES, roleOf, schemaOf } from './services';
export type { GuildKey, ServiceDescription, ServiceKey } from './services';
export { AuditRecorded } from './sys/audit-recorded.event';
export { DescribeService } from './sys/describe-service.query';
export type { ServiceDescriptionReply } from './sys/describe-service.query';
export { ReplicaBeat, ReplicaLoad } from './sys/replica-beat.event';
export { PLAN_LIMITS, PLANS } from './workspace/plans';
export type { Plan, PlanLimits } from './workspace/plans';
