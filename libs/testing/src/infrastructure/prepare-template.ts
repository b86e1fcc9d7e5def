import { migrateFleet } from '../../../../tools/database/migrate-fleet';
import { provisionDatabase } from '../../../../tools/database/provision';
import { testSecrets } from './test-roles';

/** Run as a process of its own by template-database.ts: `ADMIN_URL` and `DATABASE` say what to make. */
async function prepareTemplate(): Promise<void> {
  const { ADMIN_URL: adminUrl = '', DATABASE: database = '' } = process.env;
  const { ownerUrl } = await provisionDatabase(adminUrl, testSecrets(adminUrl), { database });
  await migrateFleet(ownerUrl);
}

prepareTemplate().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
