import type { Session } from '../session';
import { FORMER_SCHEMAS, formerNameOf, formerSchemas } from '../former-schemas';
import { inTransaction, withAdmin } from './admin-session';
import { BackupError } from './backup-format';
import { SCHEMAS, type ServiceDatabases } from './migration-history';
import { keepOthersOut } from './one-at-a-time';
import { refuseToLoseRows, type MayReplace } from './rows-at-stake';
import { refuseWhileServicesRun } from './running-services';
import { dropSetAside, explainMissingRights, putBack } from './set-aside';

/** What becomes of the rows that an interrupted restore has set aside. */
export type Settlement = 'put-back' | 'drop-former';

export interface SettlementOptions {
  readonly settlement: Settlement;
  readonly adminUrl: string;
  readonly services: ServiceDatabases;
  /** Asked when rows will be gone: of the former ones, or of what was written since. */
  readonly mayReplace: MayReplace;
  /** Called before the first change. */
  beforeChange?(): void;
}

/** Ends what an interrupted restore has left, in one transaction. @throws BackupError when something speaks against it. */
export async function settleInterruption(options: SettlementOptions): Promise<void> {
  const { settlement, adminUrl, services, mayReplace } = options;
  await withAdmin(adminUrl, async (admin) => {
    await keepOthersOut(admin);
    if ((await formerSchemas(admin)).length === 0)
      throw new BackupError('No restore was interrupted here: nothing is set aside. Nothing was changed.');
    await refuseWhileServicesRun(admin);
    if (settlement === 'put-back') await refuseToLoseRows(admin, services, mayReplace, SCHEMAS);
    else await refuseToLoseRows(admin, services, mayReplace, FORMER_SCHEMAS, formerNameOf);
    options.beforeChange?.();
    await (settlement === 'put-back' ? putBack(admin) : dropFormer(admin)).catch(explainMissingRights);
  });
}

const dropFormer = (admin: Session): Promise<void> => inTransaction(admin, 'BEGIN', () => dropSetAside(admin));
