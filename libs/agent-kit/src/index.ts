export { defineAgent } from './define-agent';
export type { AgentDescription, ModelTier } from './define-agent';
export { GuildModule } from './guild.module';
export type { GuildOptions } from './guild.module';
export type { NewWorkspace, Seed } from './workspace-life/seed';
export {
  WORKSPACE_LIFE_TABLES,
  createWorkspaceLives,
  dropWorkspaceLives,
} from './workspace-life/workspace-lives-table';
