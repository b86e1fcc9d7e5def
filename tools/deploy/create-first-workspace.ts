import { ConfigurationError, EXIT_BAD_CONFIGURATION, loadConfig, url } from '@raptor/platform';
import { z } from 'zod';
import { seedWorkspace, type WorkspaceSeed } from '../../apps/gateway/src/seed-workspace';

const variables = z.object({
  DATABASE_URL: url(['postgres:', 'postgresql:'], "PostgreSQL URL of the gateway's own role"),
  FIRST_WORKSPACE_ID: z.uuid('must be a UUID').describe('id of the workspace'),
  FIRST_WORKSPACE_NAME: z.string().min(1).max(120).describe('its name'),
  FIRST_WORKSPACE_SLUG: z
    .string()
    .regex(/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/, 'must be lower case letters, digits and hyphens')
    .describe('its short name in URLs'),
  FIRST_ADMIN_EMAIL: z.email('must be an e-mail address').describe('with what its admin signs in'),
  FIRST_ADMIN_PASSWORD: z.string().min(12, 'must be at least 12 characters').describe('password of that admin'),
});

/**
 * The workspace that a new installation begins with, as its environment describes it.
 * @throws ConfigurationError listing every variable that is missing or wrong.
 */
export function firstWorkspace(environment?: NodeJS.ProcessEnv): { databaseUrl: string; seed: WorkspaceSeed } {
  const [values] = loadConfig([variables], environment);
  return {
    databaseUrl: values.DATABASE_URL,
    seed: {
      workspaceId: values.FIRST_WORKSPACE_ID,
      name: values.FIRST_WORKSPACE_NAME,
      slug: values.FIRST_WORKSPACE_SLUG,
      email: values.FIRST_ADMIN_EMAIL,
      password: values.FIRST_ADMIN_PASSWORD,
    },
  };
}

/** Creates it where it is absent; otherwise changes nothing, not even a password. Exits with 0, 1 or 78. */
async function main(): Promise<void> {
  try {
    const { databaseUrl, seed } = firstWorkspace();
    const { created } = await seedWorkspace(databaseUrl, seed);
    console.log(`Workspace ${seed.workspaceId} ${created ? 'was created' : 'was there already'}.`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = error instanceof ConfigurationError ? EXIT_BAD_CONFIGURATION : 1;
  }
}

if (require.main === module) void main();
