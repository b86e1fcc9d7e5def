import { FORMER_SCHEMAS, formerNameOf, formerSchemas } from '../former-schemas';
import { quoteIdentifier } from '../identifiers';
import { schemasScript } from '../provisioning-script';
import { sqlStateOf, type Session } from '../session';
import { inTransaction } from './admin-session';
import { BackupError } from './backup-format';
import { SCHEMAS } from './migration-history';

const INSUFFICIENT_PRIVILEGE = '42501';

const drop = (schema: string): string => `DROP SCHEMA IF EXISTS ${quoteIdentifier(schema)} CASCADE`;
const rename = (from: string, to: string): string =>
  `ALTER SCHEMA ${quoteIdentifier(from)} RENAME TO ${quoteIdentifier(to)}`;

/** Puts the six schemas aside and makes empty ones in their place, as a new database has them. @throws BackupError */
export async function setAside(admin: Session): Promise<void> {
  const change = async (): Promise<void> => {
    for (const schema of await present(admin)) await admin.query(rename(schema, formerNameOf(schema)));
    await admin.query(schemasScript().join(';\n'));
  };
  await inTransaction(admin, 'BEGIN', change).catch(explainMissingRights);
}

/** Says what a role needs, where that is why it failed. @throws BackupError, or what it was given */
export function explainMissingRights(cause: unknown): never {
  if (sqlStateOf(cause) !== INSUFFICIENT_PRIVILEGE) throw cause;
  throw new BackupError(
    `The role of DATABASE_ADMIN_URL may not make schemas here (${(cause as Error).message}). It has to be in the role raptor_owner and needs GRANT CREATE ON DATABASE.`,
    { cause },
  );
}

/**
 * Undoes {@link setAside}, and whatever has been done since. Where nothing is aside it touches nothing: then there was
 * nothing before, or a COMMIT whose answer was lost has made it superfluous. @returns whether something was put back.
 */
export async function putBack(admin: Session): Promise<boolean> {
  return inTransaction(admin, 'BEGIN', async () => {
    const there = await formerSchemas(admin);
    if (there.length === 0) return false;
    for (const schema of SCHEMAS) await admin.query(drop(schema));
    for (const schema of SCHEMAS.filter((name) => there.includes(formerNameOf(name))))
      await admin.query(rename(formerNameOf(schema), schema));
    return true;
  });
}

/** To be called in the transaction that makes it superfluous. */
export async function dropSetAside(admin: Session): Promise<void> {
  for (const schema of FORMER_SCHEMAS) await admin.query(drop(schema));
}

async function present(admin: Session): Promise<string[]> {
  const { rows } = await admin.query<{ name: string }>(
    'SELECT nspname::text AS name FROM pg_namespace WHERE nspname = ANY($1) ORDER BY 1',
    [SCHEMAS],
  );
  return rows.map(({ name }) => name);
}
