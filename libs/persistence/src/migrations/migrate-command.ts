import { ConfigurationError, EXIT_BAD_CONFIGURATION, loadConfig, url } from '@raptor/platform';
import { z } from 'zod';
import type { ServiceDatabase } from '../service-database';
import { runMigrations } from './run-migrations';

const variables = z.object({
  DATABASE_OWNER_URL: url(['postgres:', 'postgresql:'], 'PostgreSQL URL of the owner of the schema, raptor_owner'),
});

/** The migration job of one service as a process: exits with 0, 1 (a migration failed) or 78 (bad environment). */
export async function migrateCommand(database: ServiceDatabase): Promise<void> {
  try {
    const [{ DATABASE_OWNER_URL }] = loadConfig([variables]);
    const ran = await runMigrations(database, DATABASE_OWNER_URL);
    const what = ran.length === 0 ? 'is up to date' : `ran ${ran.join(', ')}`;
    process.stdout.write(`${JSON.stringify({ level: 'info', service: database.service, msg: `schema ${what}` })}\n`);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = error instanceof ConfigurationError ? EXIT_BAD_CONFIGURATION : 1;
  }
}
