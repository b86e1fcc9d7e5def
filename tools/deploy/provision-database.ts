import { SERVICE_KEYS, roleOf, type ServiceKey } from '@raptor/contracts';
import { ConfigurationError, EXIT_BAD_CONFIGURATION, loadConfig, url } from '@raptor/platform';
import { z } from 'zod';
import { OWNER_ROLE } from '../database/identifiers';
import { provisionDatabase, type DatabaseSecrets } from '../database/provision';

/** Name of the variable that holds a role's password, such as RAPTOR_MUSE_PASSWORD. */
export const passwordVariable = (role: string): string => `${role.toUpperCase()}_PASSWORD`;

const password = (role: string) =>
  z
    .string()
    .regex(/^[\x21-\x7e]{16,}$/, 'must be at least 16 printable ASCII characters without spaces')
    .describe(`password that the role ${role} is to have`);

const roles = [OWNER_ROLE, ...SERVICE_KEYS.map(roleOf)];
const variables = z.object({
  DATABASE_ADMIN_URL: url(['postgres:', 'postgresql:'], 'PostgreSQL URL of somebody who may create roles and schemas'),
  ...Object.fromEntries(roles.map((role) => [passwordVariable(role), password(role)])),
});

export interface ProvisioningSettings {
  readonly adminUrl: string;
  readonly secrets: DatabaseSecrets;
}

/**
 * What the job is told by its environment.
 * @throws ConfigurationError listing every variable that is missing or wrong.
 */
export function provisioningSettings(environment?: NodeJS.ProcessEnv): ProvisioningSettings {
  const [values] = loadConfig([variables], environment);
  const passwords: Record<string, unknown> = values;
  const passwordOf = (role: string): string => passwords[passwordVariable(role)] as string;
  return {
    adminUrl: values.DATABASE_ADMIN_URL,
    secrets: {
      owner: passwordOf(OWNER_ROLE),
      roles: Object.fromEntries(SERVICE_KEYS.map((key) => [key, passwordOf(roleOf(key))])) as Record<
        ServiceKey,
        string
      >,
    },
  };
}

/** Makes roles and schemas, once before the first migration and after every change of a password. Exits with 0, 1, 2 or 78. */
async function main(words: readonly string[]): Promise<void> {
  if (words.length > 0) {
    console.error(`npm run db:provision takes its environment only: nobody knows what "${words.join(' ')}" means`);
    process.exitCode = 2;
    return;
  }
  try {
    const { adminUrl, secrets } = provisioningSettings();
    const { ownerUrl } = await provisionDatabase(adminUrl, secrets);
    console.log(`${new URL(ownerUrl).pathname.slice(1)} has its schemas and ${roles.length} roles.`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    process.exitCode = error instanceof ConfigurationError ? EXIT_BAD_CONFIGURATION : 1;
  }
}

if (require.main === module) void main(process.argv.slice(2));
