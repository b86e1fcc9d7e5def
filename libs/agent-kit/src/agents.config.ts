import type { z } from 'zod';
import { MEMORY_VARIABLES, memoryConfig } from './memory/memory.config';
import { modelConfig, modelVariables } from './models/models.config';
import { RUNS_VARIABLES, runsConfig } from './run/runs.config';
import { SOURCES_VARIABLES, sourcesConfig } from './sources/sources.config';

/** What a service that runs agents reads beside the platform's variables, in the order of `.env.example`. */
export const AGENT_VARIABLES = {
  ...RUNS_VARIABLES,
  ...modelVariables,
  ...MEMORY_VARIABLES,
  ...SOURCES_VARIABLES,
} as const satisfies z.ZodRawShape;

/** Its nested configuration. */
export const agentConfig = (values: z.output<z.ZodObject<typeof AGENT_VARIABLES>>) => ({
  runs: runsConfig(values),
  models: modelConfig(values),
  memories: memoryConfig(values),
  sources: sourcesConfig(values),
});

export type AgentConfig = ReturnType<typeof agentConfig>;
