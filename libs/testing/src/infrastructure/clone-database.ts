import { randomBytes } from 'node:crypto';
import { roleOf, SERVICE_KEYS } from '@raptor/contracts';
import { connectionUrl } from '../../../../tools/database/connection-url';
import { urlsFor, type ProvisionedDatabase } from '../../../../tools/database/provision';
import { quoteIdentifier } from '../../../../tools/database/identifiers';
import { databaseGrants } from '../../../../tools/database/provisioning-script';
import { databasePrefix, withAdmin } from './run-databases';
import { testSecrets } from './test-roles';
import { testServers, workerNumber } from './test-servers';

export interface ClonedDatabase extends ProvisionedDatabase {
  name: string;
  /** A superuser's or admin's way in, for arranging and auditing; never for what the product itself does. */
  adminUrl: string;
  /** Drops it, connections and all. What is forgotten goes at the end of the run. */
  drop(): Promise<void>;
}

/**
 * A database of one's own with all migrations applied and no rows, as the fleet finds it: owner, six roles, schemas, privileges.
 * A copy of one that is made once per run; takes 50 to 200 ms. Call it in `beforeAll` and `drop()` in `afterAll`.
 */
export async function cloneDatabase(): Promise<ClonedDatabase> {
  const { adminUrl, runId, templateDatabase } = testServers();
  const name = `${databasePrefix(runId)}_${workerNumber()}_${randomBytes(4).toString('hex')}`;
  const quoted = quoteIdentifier(name);
  await withAdmin(adminUrl, async (admin) => {
    // Files are copied as they are: the default writes each page to the log as well, which costs a server thrice as much.
    await admin.query(`CREATE DATABASE ${quoted} TEMPLATE ${quoteIdentifier(templateDatabase)} STRATEGY FILE_COPY`);
    await admin.query(databaseGrants(quoted, true, SERVICE_KEYS.map(roleOf).join(', ')).join('; '));
  });
  return {
    name,
    adminUrl: connectionUrl(adminUrl, { database: name }),
    ...urlsFor(adminUrl, testSecrets(adminUrl), name),
    drop: () =>
      withAdmin(adminUrl, async (admin) => void (await admin.query(`DROP DATABASE IF EXISTS ${quoted} WITH (FORCE)`))),
  };
}
