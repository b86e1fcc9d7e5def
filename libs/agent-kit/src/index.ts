export { defineAgent } from './define-agent';
export type { AgentDescription, ModelTier } from './define-agent';
export { GuildModule } from './guild.module';
export type { GuildOptions } from './guild.module';
