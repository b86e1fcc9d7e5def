export { MODEL_TIERS, defineAgent } from './define-agent';
export type { AgentDescription, Cadence, ModelTier, Sample } from './define-agent';
export { NO_EVIDENCE, isTainted, itemsOf } from './evidence/evidence';
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
export { GuildModule } from './guild.module';
export type { GuildOptions } from './guild.module';
export { MEMORY_KINDS } from './memory/memory';
export type { MemoryDraft, MemoryKind, MemoryQuestion } from './memory/memory';
export type { Sources } from './sources/sources';
export type { NewWorkspace, Seed } from './workspace-life/seed';
export {
  WORKSPACE_LIFE_TABLES,
  createWorkspaceLives,
  dropWorkspaceLives,
} from './workspace-life/workspace-lives-table';
