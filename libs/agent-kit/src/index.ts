export { strangeNumbers } from './checks/strange-numbers';
export { AnswerKeepers } from './assignments/answer-keepers';
export type { Answered, KeepAnswer } from './assignments/answer-keepers';
export { BUDGET_REFUSALS } from './budget/budget';
export type { Budget, BudgetDecision, BudgetRefusal, BudgetRequest, Quotes, SpendReport } from './budget/budget';
export { BUDGET, BudgetClientModule } from './budget/budget-client.module';
export { BusBudget } from './budget/bus-budget';
export { AGENT_VARIABLES, agentConfig } from './agents.config';
export type { AgentConfig } from './agents.config';
export { MODEL_TIERS, defineAgent } from './define-agent';
export type { AgentDescription, Cadence, ModelTier, Sample } from './define-agent';
export { citation, citationProblems, evidenceId, occursIn, quotesOf, repeatedEntries } from './evidence/citations';
export type { Citable, Citation } from './evidence/citations';
export { NO_EVIDENCE, isTainted, itemsOf, memoriesOf, rowsOf } from './evidence/evidence';
export type {
  Evidence,
  EvidenceId,
  EvidenceItem,
  EvidenceKind,
  FeedEvidence,
  Lack,
  MemoryEvidence,
  PageData,
  PageEvidence,
  RowsEvidence,
  VendorEvidence,
} from './evidence/evidence';
export { cite, excerptOf } from './evidence/cite';
export { EvidenceKeepers } from './evidence/evidence-keepers';
export type { KeepEvidence } from './evidence/evidence-keepers';
export { identify } from './evidence/identify';
export { GuildModule } from './guild.module';
export type { GuildOptions } from './guild.module';
export { BusHalts } from './halts/bus-halts';
export type { Halts, Watch } from './halts/halts';
export { HALTS, HaltsModule } from './halts/halts.module';
export type { MemoryDraft, MemoryQuestion, Recall } from './memory/memory';
export { Operations } from './operations/operations';
export type { Audited, Changed } from './operations/operations';
export { pageAnswer } from './operations/page-answer';
export type { PageAnswer } from './operations/page-answer';
export type { OnWorkspacePurge } from './workspace-life/purge-participants';
export { PurgeParticipants } from './workspace-life/purge-participants';
export { specificationOf } from './registry/agent-list';
export { fence } from './run/fence';
export { AgentRunner } from './run/run-agent';
export { TELL_NOBODY } from './run/run-ports';
export type { RunOutcome } from './run/run-ports';
export type { RunRequest } from './run/run-request';
export { replaySample } from './run/replay-sample';
export type { Replayed } from './run/replay-sample';
export { loadCatalogue, readCatalogue, rowOf } from './models/catalogue';
export type { ModelCatalogue, ModelRow, PaidTier } from './models/catalogue';
export { createPaidModels } from './models/create-paid-models';
export type { PaidModelsOptions } from './models/create-paid-models';
export { boundOf, priceOf } from './models/cost';
export { GeminiEmbeddings } from './models/gemini-embeddings';
export { MODEL_PROVIDERS } from './models/model';
export type { PaidAnswer, PaidAttempt, PaidModels, PaidQuestion, Payer } from './models/model';
export { ModelFailure } from './models/model-failure';
export { modelConfig, modelVariables } from './models/models.config';
export type { ModelConfig } from './models/models.config';
export { promptHashOf } from './models/prompt-hash';
export { fitting, runEvidence, runProvenance } from './runs/run-view';
export { AGENT_ENTITIES, AGENT_TABLES, createAgentTables, dropAgentTables } from './runs/agent-tables';
export type { ObjectStore } from './objects/object-store';
export { OBJECT_STORE } from './sources/reading.module';
export type { RowReader, RowReaders } from './sources/row-readers';
export type { Sources } from './sources/sources';
export type { NewWorkspace, Seed } from './workspace-life/seed';
export {
  WORKSPACE_LIFE_TABLES,
  createWorkspaceLives,
  dropWorkspaceLives,
} from './workspace-life/workspace-lives-table';
export { inWorkspace } from './workspace-context';
