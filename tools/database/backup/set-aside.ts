import { quoteIdentifier } from '../identifiers';
import { schemasScript } from '../provisioning-script';
import { sqlStateOf, type Session } from '../session';
import { inTransaction } from './admin-session';
import { BackupError } from './backup-format';
import { SCHEMAS } from './migration-history';

/** What was there before is kept under these names until the rows of the backup are in. */
const asideOf = (schema: string): string => `${schema}_before_restore`;
const ASIDE = SCHEMAS.map(asideOf);

const INSUFFICIENT_PRIVILEGE = '42501';

const drop = (schema: string): string => `DROP SCHEMA IF EXISTS ${quoteIdentifier(schema)} CASCADE`;
const rename = (from: string, to: string): string =>
  `ALTER SCHEMA ${quoteIdentifier(from)} RENAME TO ${quoteIdentifier(to)}`;

/** Puts the six schemas aside and makes empty ones in their place, as a new database has them. @throws BackupError */
export async function setAside(admin: Session): Promise<void> {
  const change = async (): Promise<void> => {
    const there = await present(admin, SCHEMAS);
    for (const schema of there) await admin.query(rename(schema, asideOf(schema)));
    await admin.query(schemasScript().join(';\n'));
  };
  await inTransaction(admin, 'BEGIN', change).catch((cause: unknown) => {
    if (sqlStateOf(cause) !== INSUFFICIENT_PRIVILEGE) throw cause;
    throw new BackupError(
      `The role of DATABASE_ADMIN_URL may not make schemas here (${(cause as Error).message}). It has to be in the role raptor_owner and needs GRANT CREATE ON DATABASE.`,
      { cause },
    );
  });
}

/**
 * Undoes {@link setAside}, and whatever has been done since. Where nothing is aside it touches nothing: then there was
 * nothing before, or a COMMIT whose answer was lost has made it superfluous. @returns whether something was put back.
 */
export async function putBack(admin: Session): Promise<boolean> {
  return inTransaction(admin, 'BEGIN', async () => {
    const there = await present(admin, ASIDE);
    if (there.length === 0) return false;
    for (const schema of SCHEMAS) await admin.query(drop(schema));
    for (const schema of SCHEMAS.filter((name) => there.includes(asideOf(name))))
      await admin.query(rename(asideOf(schema), schema));
    return true;
  });
}

/** To be called in the transaction that makes it superfluous. */
export async function dropSetAside(admin: Session): Promise<void> {
  for (const schema of ASIDE) await admin.query(drop(schema));
}

/** A restore that was killed has left the former rows aside; which of both is wanted only a person can say. @throws BackupError */
export async function refuseAfterInterruption(admin: Session): Promise<void> {
  const there = await present(admin, ASIDE);
  if (there.length === 0) return;
  const back = SCHEMAS.filter((schema) => there.includes(asideOf(schema))).flatMap((schema) => [
    drop(schema),
    rename(asideOf(schema), schema),
  ]);
  throw new BackupError(
    `A restore was interrupted here. What had been in the database is in ${there.join(', ')}.\n` +
      `To have it back:    ${back.join('; ')};\nTo be rid of it:    ${there.map(drop).join('; ')};\nThen run this again.`,
  );
}

async function present(admin: Session, schemas: readonly string[]): Promise<string[]> {
  const { rows } = await admin.query<{ name: string }>(
    'SELECT nspname::text AS name FROM pg_namespace WHERE nspname = ANY($1) ORDER BY 1',
    [schemas],
  );
  return rows.map(({ name }) => name);
}
