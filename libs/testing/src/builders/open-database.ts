import { Database, serviceDataSource, type ServiceDatabase, type Transaction } from '@raptor/persistence';
import { v7 as uuidv7 } from 'uuid';
import { cloneDatabase, type ClonedDatabase } from '../infrastructure/clone-database';

const LIMITS = { statementTimeoutMs: 5_000, lockTimeoutMs: 2_000 };

export interface OpenedDatabase {
  readonly clone: ClonedDatabase;
  readonly database: Database;
  /** A workspace for tests that need but one. */
  readonly workspaceId: string;
  /** A transaction of that workspace, by the service's own role. */
  inWorkspace<T>(work: (tx: Transaction) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** A migrated database of one's own, reached as the service reaches it. Call it in `beforeAll` and `close()` in `afterAll`. */
export async function openDatabase(description: ServiceDatabase): Promise<OpenedDatabase> {
  const clone = await cloneDatabase();
  const pool = { url: clone.roleUrls[description.service], poolMax: 5, connectTimeoutMs: 2_000, ...LIMITS };
  const database = new Database(description, serviceDataSource(description, pool), LIMITS);
  const workspaceId = uuidv7();
  return {
    clone,
    database,
    workspaceId,
    inWorkspace: (work) => database.withTenant(workspaceId, { type: 'system', id: 'test' }, work),
    close: async () => {
      await database.close();
      await clone.drop();
    },
  };
}
