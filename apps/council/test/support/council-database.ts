import { Database, serviceDataSource, type Transaction } from '@raptor/persistence';
import { cloneDatabase } from '@raptor/testing';
import { plant } from '@raptor/testing/builders';
import { councilDatabase } from '../../src/database';

const LIMITS = { statementTimeoutMs: 5_000, lockTimeoutMs: 2_000 };

export interface CouncilDatabase {
  in<T>(workspaceId: string, work: (tx: Transaction) => Promise<T>): Promise<T>;
  plant(workspaceId: string, ...rows: object[]): Promise<void>;
  close(): Promise<void>;
}

/** A database of one's own, reached as the council reaches it. */
export async function openCouncilDatabase(): Promise<CouncilDatabase> {
  const clone = await cloneDatabase();
  const pool = { url: clone.roleUrls.council, poolMax: 10, connectTimeoutMs: 2_000, ...LIMITS };
  const database = new Database(councilDatabase, serviceDataSource(councilDatabase, pool), LIMITS);
  const within: CouncilDatabase['in'] = (workspaceId, work) =>
    database.withTenant(workspaceId, { type: 'system', id: 'test' }, work);
  return {
    in: within,
    plant: (workspaceId, ...rows) => within(workspaceId, (tx) => plant(tx, ...rows)),
    close: async () => {
      await database.close();
      await clone.drop();
    },
  };
}
