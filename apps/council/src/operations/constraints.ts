import { AppError } from '@raptor/platform';
import { QueryFailedError } from 'typeorm';
import { invalidFields } from './fields';

/** What breaking a constraint of the database means to whoever asked, by its name. */
export type Constraints = Readonly<Record<string, () => AppError>>;

/** A value that a field may not have. */
export const fieldMust = (field: string, message: string) => (): AppError => invalidFields({ field, message });

/** A field that names a row which is not there (any more). */
export const noSuchRow = (field: string) => (): AppError =>
  invalidFields({ field, message: 'names nothing in this workspace' });

/**
 * Runs `work`; a constraint that it breaks becomes an error with a name. Rules are looked at before anything is written: this is for
 * what another has done at the same moment, and for what a rule has overlooked.
 */
export async function withConstraints<T>(constraints: Constraints, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw named(error, constraints) ?? error;
  }
}

interface PostgresError {
  readonly code?: string;
  readonly constraint?: string;
}

/** Characters that Postgres keeps in no text (22021) and in no document (22P05). https://www.postgresql.org/docs/17/errcodes-appendix.html */
const UNKEEPABLE = new Set(['22021', '22P05']);

function named(error: unknown, constraints: Constraints): AppError | undefined {
  if (!(error instanceof QueryFailedError)) return undefined;
  const { code, constraint } = error.driverError as PostgresError;
  if (code !== undefined && UNKEEPABLE.has(code))
    return new AppError('REQUEST_INVALID', 'A text has a character in it that cannot be kept, such as U+0000');
  return constraint !== undefined && Object.hasOwn(constraints, constraint) ? constraints[constraint]?.() : undefined;
}
