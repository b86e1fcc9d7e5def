import { SERVICE_KEYS } from '@raptor/contracts';
import { ownerDataSource } from '@raptor/persistence';
import { AbstractLogger, type LogLevel } from 'typeorm';
import { SERVICE_DATABASES } from './service-databases';

/** What TypeORM's command line works on: the service and owner that `npm run db` puts into the environment for it. */
const service = SERVICE_KEYS.find((key) => key === process.env['RAPTOR_DB_SERVICE']);
const ownerUrl = process.env['DATABASE_OWNER_URL'];
if (!service || !ownerUrl)
  throw new Error('Use `npm run db -- <service> <command>`: it says which service and database are meant');

const dataSource = ownerDataSource(SERVICE_DATABASES[service], ownerUrl);

/** A person is watching: says what happens to the schema, but not how TypeORM finds out. */
class SchemaLogger extends AbstractLogger {
  override log(_level: LogLevel, message: unknown): void {
    console.log(message);
  }

  override logSchemaBuild(message: string): void {
    console.log(message);
  }

  override logMigration(message: string): void {
    console.log(message);
  }

  protected writeLog(): void {
    // Queries.
  }
}

export default dataSource.setOptions({ logger: new SchemaLogger() });
