import { OWNER_ROLE } from '../identifiers';
import { connect } from '../session';
import { BackupError } from './backup-format';

/** The same way in, acting as the owner of the schemas, so that what it makes belongs to that role. */
export function asOwner(adminUrl: string): string {
  const url = new URL(adminUrl);
  const options = [url.searchParams.get('options'), `-c role=${OWNER_ROLE}`].filter(Boolean).join(' ');
  url.searchParams.set('options', options);
  // Not everybody reads a plus as a space.
  url.search = url.searchParams.toString().replaceAll('+', '%20');
  return url.href;
}

/** A pooler in between may ignore who one asks to be; tables would belong to the wrong role. @throws BackupError */
export async function assertIsOwner(ownerUrl: string): Promise<void> {
  const advice =
    'npm run db:provision makes the roles and schemas and lets the admin act as their owner. Behind a pooler set DATABASE_OWNER_URL, too, or connect directly.';
  const session = await connect(ownerUrl, 'raptorflow-backup').catch((cause: unknown) => {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new BackupError(`Nobody can act as ${OWNER_ROLE} here: ${reason}. ${advice}`, { cause });
  });
  try {
    const { rows } = await session.query<{ role: string }>('SELECT current_user AS role');
    if (rows[0]?.role !== OWNER_ROLE)
      throw new BackupError(`Tables would belong to ${rows[0]?.role} rather than to ${OWNER_ROLE}. ${advice}`);
  } finally {
    await session.end();
  }
}
