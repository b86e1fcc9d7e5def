import type { ServiceDatabase } from '../service-database';
import { sqlStateOf, transientKindOf } from '../transactions/sqlstate';

/** A migration did not run, or was not taken back; the message says which, why and what to do. The ones before it stand. */
export class MigrationFailedError extends Error {
  override readonly name = 'MigrationFailedError';
}

/** `deed`: what could not be done, such as `run`. */
export function migrationFailed(
  { service, migrations }: ServiceDatabase,
  deed: 'run' | 'take back',
  error: unknown,
): MigrationFailedError {
  if (error instanceof MigrationFailedError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const culprit = migrations.find(({ name }) => stack.includes(name))?.name;
  const all = deed === 'run' ? `the migrations of ${service}` : `the last migration of ${service}`;
  const which = culprit ? `migration ${culprit} of ${service}` : all;
  return new MigrationFailedError(`Cannot ${deed} ${which}: ${reason}. ${advice(error)}`, { cause: error });
}

function advice(error: unknown): string {
  if (transientKindOf(error) === 'connection')
    return 'Check that DATABASE_OWNER_URL is right and PostgreSQL is up, then run it again.';
  if (sqlStateOf(error) === '55P03') return 'Another transaction holds the table: run it again when traffic is low.';
  if (sqlStateOf(error) === '42501') return 'The role of DATABASE_OWNER_URL must own the schema (raptor_owner does).';
  return 'It was rolled back and nothing of it remains: correct the migration and run it again. The services that run now keep working.';
}
