import { Database, serviceDataSource } from '@raptor/persistence';
import { cloneDatabase, type ClonedDatabase } from '@raptor/testing';
import { gatewayDatabase } from '../../src/database';

const LIMITS = { statementTimeoutMs: 5_000, lockTimeoutMs: 2_000 };

export interface GatewayDatabase {
  /** As the gateway's own role. */
  readonly database: Database;
  readonly clone: ClonedDatabase;
  close(): Promise<void>;
}

/** A database of one's own, reached as the gateway reaches it; or one that is there, which stays. */
export async function openGatewayDatabase(existing?: ClonedDatabase): Promise<GatewayDatabase> {
  const clone = existing ?? (await cloneDatabase());
  const pool = { url: clone.roleUrls.gateway, poolMax: 5, connectTimeoutMs: 2_000, ...LIMITS };
  const database = new Database(gatewayDatabase, serviceDataSource(gatewayDatabase, pool), LIMITS);
  return {
    database,
    clone,
    close: async () => {
      await database.close();
      if (!existing) await clone.drop();
    },
  };
}
