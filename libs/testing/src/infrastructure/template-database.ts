import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { databasePrefix } from './run-databases';

const REPOSITORY = join(__dirname, '..', '..', '..', '..');
const WITHIN_MS = 120_000;

/**
 * Makes the migrated database that each test file gets a copy of, and answers its name. Provisioning and migrations run in a process of
 * their own (prepare-template.ts), because jest loads its global setup without the aliases of tsconfig.json, and TypeORM with all
 * migrations need not stay in its memory. `isShared`: the server outlives the run and others may use it.
 */
export async function makeTemplateDatabase(adminUrl: string, runId: string, isShared: boolean): Promise<string> {
  const database = databasePrefix(runId);
  await runPreparation({ ADMIN_URL: adminUrl, DATABASE: database, IS_SHARED: isShared ? 'yes' : 'no' });
  return database;
}

function runPreparation(variables: Record<string, string>): Promise<void> {
  const script = join(__dirname, 'prepare-template.ts');
  const options = { cwd: REPOSITORY, env: { ...process.env, ...variables }, timeout: WITHIN_MS };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, ['-r', '@swc-node/register', script], options, (error, _stdout, stderr) => {
      if (error) {
        reject(
          new Error(`The database for the tests could not be prepared.\n${stderr.trim() || error.message}`, {
            cause: error,
          }),
        );
      } else resolve();
    });
  });
}
