import { Inject, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { schemaOf } from '@raptor/contracts';
import { BusStorage, Readiness, SERVICE_CONFIG, type PlatformConfig } from '@raptor/platform';
import { serviceDataSource } from '../data-sources';
import type { ServiceDatabase } from '../service-database';
import { Database } from '../transactions/database';
import { WorkspaceExport } from '../workspace-rows/workspace-export';
import { WorkspacePurge } from '../workspace-rows/workspace-purge';

/** Gives a service its {@link Database} and what is done to all rows of a workspace, and makes it ready only when Postgres and its migrations are there. */
@Module({})
export class PersistenceModule implements OnApplicationShutdown {
  constructor(@Inject(Database) private readonly database: Database) {}

  static forService(description: ServiceDatabase): DynamicModule {
    return {
      module: PersistenceModule,
      global: true,
      providers: [
        {
          provide: Database,
          inject: [SERVICE_CONFIG, Readiness, BusStorage],
          useFactory: (config: PlatformConfig, readiness: Readiness, storage: BusStorage) => {
            const dataSource = serviceDataSource(description, config.database);
            const database = new Database(description, dataSource, config.database);
            readiness.register({ name: 'postgres', check: () => migrationsHaveRun(database) });
            storage.useDatabase({
              schema: schemaOf(description.service),
              transaction: (work) => database.withBookkeeping(work),
            });
            return database;
          },
        },
        {
          provide: WorkspaceExport,
          inject: [Database],
          useFactory: (database: Database) => new WorkspaceExport(database, description),
        },
        {
          provide: WorkspacePurge,
          inject: [Database],
          useFactory: (database: Database) => new WorkspacePurge(database, description),
        },
      ],
      exports: [Database, WorkspaceExport, WorkspacePurge],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.database.close();
  }
}

async function migrationsHaveRun(database: Database): Promise<void> {
  const missing = await database.missingMigrations();
  if (missing.length > 0) throw new Error(`migrations have not run yet: ${missing.join(', ')}`);
}
