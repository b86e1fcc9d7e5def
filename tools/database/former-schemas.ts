import { schemaOf, SERVICE_KEYS } from '../../libs/contracts/src/services';
import type { Session } from './session';

/** What a schema is called from the moment a restore sets it aside until the rows of the backup are in. */
export const formerNameOf = (schema: string): string => `${schema}_before_restore`;

export const FORMER_SCHEMAS: readonly string[] = SERVICE_KEYS.map(schemaOf).map(formerNameOf);

/** The rows that belong here are set aside, so what is in the six schemas is not to be believed. */
export class InterruptedRestoreError extends Error {
  override readonly name = 'InterruptedRestoreError';
}

export const WAYS_OUT =
  'npm run db:restore -- --put-back makes them the database again, npm run db:restore -- --drop-former gives them up';

/** Which schemas an interrupted restore (or one that is at work) has set aside. Any role may ask. */
export async function formerSchemas(session: Session): Promise<string[]> {
  const { rows } = await session.query<{ name: string }>(
    'SELECT nspname::text AS name FROM pg_catalog.pg_namespace WHERE nspname = ANY($1) ORDER BY 1',
    [FORMER_SCHEMAS],
  );
  return rows.map(({ name }) => name);
}

/** Which of both is wanted, the former rows or none, only a person can say. @throws InterruptedRestoreError */
export async function refuseAfterInterruption(session: Session): Promise<void> {
  const there = await formerSchemas(session);
  if (there.length === 0) return;
  throw new InterruptedRestoreError(
    `A restore of this database was interrupted. The rows that were there before are in ${there.join(', ')}; ` +
      `what is under the usual names is unfinished. With the services stopped (npm stop), ${WAYS_OUT}. Then run this again.`,
  );
}
