import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';

const root = join(__dirname, '..', '..');

export const NO_DATABASE =
  'No database: start the fleet with `npm start`, or set DATABASE_OWNER_URL (the role raptor_owner).\n';

/** DATABASE_OWNER_URL, else the owner's way into the database of the fleet that `npm start` is running. */
export function findOwnerUrl(environment: NodeJS.ProcessEnv = process.env): string | undefined {
  if (environment['DATABASE_OWNER_URL']) return environment['DATABASE_OWNER_URL'];
  const runFile = join(stateFolder(environment), 'run.json');
  if (!existsSync(runFile)) return undefined;
  return (JSON.parse(readFileSync(runFile, 'utf8')) as { postgres: { ownerUrl: string } }).postgres.ownerUrl;
}

/** What the launcher noted of the schema no longer holds: it looks again at its next start. */
export const forgetPreparation = (environment: NodeJS.ProcessEnv = process.env): void =>
  rmSync(join(stateFolder(environment), 'prepared.json'), { force: true });

const stateFolder = (environment: NodeJS.ProcessEnv): string => resolve(root, environment['RAPTOR_DIR'] ?? '.raptor');

/** Why something failed, for a person. A refused connection to `localhost` is several errors, and their sum says nothing. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return error instanceof Error ? error.message : String(error);
}
