import { schemaOf } from '@raptor/contracts';
import type { PlatformConfig } from '@raptor/platform';
import { Client } from 'pg';
import { AbstractLogger, DataSource, type DataSourceOptions } from 'typeorm';
import { answerForGeneratedColumns } from './migrations/generated-columns';
import { PostgresNames } from './rows/postgres-names';
import { PreparingClient } from './transactions/preparing-client';
import type { ServiceDatabase } from './service-database';

/** Where TypeORM notes which migrations have run, in each service's own schema. */
export const MIGRATIONS_TABLE = 'migrations';

/** How long a migration may wait for a lock before it gives up and lets the traffic behind it go on, in milliseconds. */
const MIGRATION_LOCK_TIMEOUT_MS = 5_000;

/** Failures reach the caller as errors; TypeORM need not print them as well. */
class QuietLogger extends AbstractLogger {
  protected writeLog(): void {
    // Says nothing.
  }
}

const common = ({ service, entities, migrations }: ServiceDatabase, url: string) => ({
  type: 'postgres' as const,
  url,
  schema: schemaOf(service),
  entities: [...entities],
  migrations: [...migrations],
  migrationsTableName: MIGRATIONS_TABLE,
  namingStrategy: new PostgresNames(),
  synchronize: false,
  logger: new QuietLogger(),
  logging: false as const,
});

export type ConnectionSettings = Omit<PlatformConfig['database'], 'preparedStatements'> & {
  /** Default: true. */
  readonly preparedStatements?: boolean;
};

/** The service's own role: pipelined, so that opening a transaction costs no round trip. */
export const serviceDataSource = (database: ServiceDatabase, config: ConnectionSettings): DataSource =>
  new DataSource({
    ...common(database, config.url),
    applicationName: `raptor-${database.service}`,
    poolSize: config.poolMax,
    connectTimeoutMS: config.connectTimeoutMs,
    installExtensions: false,
    extra: {
      pipeline: true,
      Client: config.preparedStatements === false ? Client : PreparingClient,
      // The server's own limit does nothing while the server hangs.
      query_timeout: config.statementTimeoutMs + 1_000,
      connectionTimeoutMillis: config.connectTimeoutMs,
      idleTimeoutMillis: 30_000,
    },
  } satisfies DataSourceOptions);

/** The owner of the schema: migrations and nothing else. */
export const ownerDataSource = (database: ServiceDatabase, ownerUrl: string): DataSource =>
  answerForGeneratedColumns(
    new DataSource({
      ...common(database, ownerUrl),
      applicationName: `raptor-${database.service}-migrations`,
      poolSize: 2,
      installExtensions: false,
      migrationsTransactionMode: 'each',
      extra: { lock_timeout: MIGRATION_LOCK_TIMEOUT_MS },
    } satisfies DataSourceOptions),
  );
