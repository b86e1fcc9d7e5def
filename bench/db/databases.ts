import { randomBytes } from 'node:crypto';
import { SERVICE_KEYS, type ServiceKey } from '@raptor/contracts';
import { Database, serviceDataSource, type ServiceDatabase } from '@raptor/persistence';
import { connectionUrl } from '../../tools/database/connection-url';
import { quoteIdentifier } from '../../tools/database/identifiers';
import { migrateFleet } from '../../tools/database/migrate-fleet';
import {
  provisionDatabase,
  urlsFor,
  type DatabaseSecrets,
  type ProvisionedDatabase,
} from '../../tools/database/provision';
import { connect } from '../../tools/database/session';

const LIMITS = { statementTimeoutMs: 5_000, lockTimeoutMs: 2_000 };
const MIGRATED = 'migrated';

/** A database as the fleet has it. */
export interface FleetDatabase extends ProvisionedDatabase {
  /** The superuser's way in: past row level security. */
  readonly adminUrl: string;
}

/** Databases of the fleet's shape on one server: provisioned and migrated once, then copied. */
export class FleetDatabases {
  private readonly secrets: DatabaseSecrets = {
    owner: aPassword(),
    roles: Object.fromEntries(SERVICE_KEYS.map((key) => [key, aPassword()])) as Record<ServiceKey, string>,
  };

  constructor(private readonly serverUrl: string) {}

  async prepare(): Promise<void> {
    const { ownerUrl } = await provisionDatabase(this.serverUrl, this.secrets, { database: MIGRATED });
    await migrateFleet(ownerUrl);
  }

  async copy(database: string): Promise<FleetDatabase> {
    await this.asAdmin(`CREATE DATABASE ${quoteIdentifier(database)} TEMPLATE ${MIGRATED}`);
    const adminUrl = connectionUrl(this.serverUrl, { database });
    return { adminUrl, ...urlsFor(adminUrl, this.secrets, database) };
  }

  async drop(database: string): Promise<void> {
    await this.asAdmin(`DROP DATABASE IF EXISTS ${quoteIdentifier(database)} WITH (FORCE)`);
  }

  private async asAdmin(statement: string): Promise<void> {
    const admin = await connect(this.serverUrl);
    try {
      await admin.query(statement);
    } finally {
      await admin.end();
    }
  }
}

/** As a service opens its own. */
export const openDatabase = (description: ServiceDatabase, url: string, poolMax: number): Database =>
  new Database(
    description,
    serviceDataSource(description, { url, poolMax, connectTimeoutMs: 2_000, ...LIMITS }),
    LIMITS,
  );

const aPassword = (): string => randomBytes(16).toString('hex');
