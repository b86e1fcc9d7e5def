import { quoteIdentifier } from '../../../../tools/database/identifiers';
import { migrateFleet } from '../../../../tools/database/migrate-fleet';
import { provisionDatabase } from '../../../../tools/database/provision';
import { dropLeftovers, withAdmin } from './run-databases';
import { assertRolesAreForTests, testSecrets } from './test-roles';

/** Run as a process of its own by template-database.ts, whose variables say what to make. */
async function prepareTemplate(): Promise<void> {
  const { ADMIN_URL: adminUrl = '', DATABASE: database = '', IS_SHARED: isShared } = process.env;
  if (isShared === 'yes') {
    await assertRolesAreForTests(adminUrl);
    await dropLeftovers(adminUrl);
  }
  const { ownerUrl } = await provisionDatabase(adminUrl, testSecrets(adminUrl), { database });
  await migrateFleet(ownerUrl);
  // A single connection to it, be it of a curious person, would stop all copying.
  await withAdmin(adminUrl, (admin) =>
    admin.query(`ALTER DATABASE ${quoteIdentifier(database)} ALLOW_CONNECTIONS false`),
  );
}

prepareTemplate().then(
  () => process.exit(0),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
    process.exit(1);
  },
);
