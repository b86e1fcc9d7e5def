import { SERVICE_KEYS } from '@raptor/contracts';
import { ownerDataSource } from '@raptor/persistence';
import { SERVICE_DATABASES } from './service-databases';

/**
 * What TypeORM's command line works on: the service and owner that `npm run db` puts into the environment for it.
 */
const service = SERVICE_KEYS.find((key) => key === process.env['RAPTOR_DB_SERVICE']);
const ownerUrl = process.env['DATABASE_OWNER_URL'];
if (!service || !ownerUrl)
  throw new Error('Use `npm run db -- <service> <command>`: it says which service and database are meant');

export default ownerDataSource(SERVICE_DATABASES[service], ownerUrl);
