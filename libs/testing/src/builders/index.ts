export { anAgentMemory, anAgentRun, everyAgentRow, someAgentEvidence } from './agent-kit';
export { builder, plant } from './builder';
export { EVERY_ROW } from './every-row';
export {
  aRefreshToken,
  aUser,
  aWebhookDelivery,
  aWebhookEndpoint,
  aWorkspace,
  aWorkspaceMember,
  anApiKey,
  anAuditEntry,
  anIdempotencyKey,
  everyGatewayRow,
} from './gateway';
export { aContentHash, anEvidenceId } from './content-hash';
export { aClaim, aComplianceCheck, aPolicyPack, aPolicyWaiver, everyGuardianRow } from './guardian';
export {
  aCompetitor,
  aCompetitorActivity,
  aForecast,
  aMetricObservation,
  aSignal,
  aTrend,
  anAlert,
  anAlertResponse,
  anInsight,
  everyMatrixRow,
} from './matrix';
export {
  aBrandKit,
  aVisualDesign,
  anAsset,
  anAssetReview,
  anAssetVersion,
  anExperiment,
  anExperimentResult,
  everyMuseRow,
} from './muse';
export {
  aKeywordOpportunity,
  aPersona,
  aResearchReport,
  aSourceDocument,
  anOnboardingSession,
  anOnboardingStep,
  everyResearchRow,
} from './research';
export { everyCouncilRow } from './council';
export {
  aCampaign,
  aCampaignCohort,
  aCohort,
  aMessageArchitecture,
  aMove,
  aPositioning,
  aQuest,
  aSimulation,
  aWarBrief,
} from './council-campaigns';
export { aBudget, aLedgerEntry } from './council-money';
export { aNotification, aUserAchievement, anAchievement, someUserStats } from './council-people';
export { aDecision, aTrustScore, anAgent, anApproval, anAssignment, anEmergencyAction } from './council-work';
export { openDatabase } from './open-database';
export type { OpenedDatabase } from './open-database';
