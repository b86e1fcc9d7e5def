import type { Session } from '../session';
import { BackupError } from './backup-format';

const KEY = `hashtextextended('raptorflow backup and restore', 0)`;

/** Until the connection ends no restore begins: it would give the tables that are being read to others. @throws BackupError */
export const keepRestoresOut = (admin: Session): Promise<void> => take(admin, 'pg_try_advisory_lock_shared');

/** Until the connection ends neither a backup nor another restore begins. @throws BackupError */
export const keepOthersOut = (admin: Session): Promise<void> => take(admin, 'pg_try_advisory_lock');

async function take(admin: Session, lock: string): Promise<void> {
  const { rows } = await admin.query<{ taken: boolean }>(`SELECT ${lock}(${KEY}) AS taken`);
  if (rows[0]?.taken) return;
  throw new BackupError(
    'A backup or restore is at work in this database, or was until a moment ago. Wait for its end and run this again.',
  );
}
