import { SERVICE_KEYS, type ServiceKey } from '@raptor/contracts';
import { runMigrations } from '@raptor/persistence';
import { SERVICE_DATABASES } from './service-databases';

/**
 * Runs the pending migrations of all six services as their owner.
 * @throws MigrationFailedError naming the service, the migration and what to do.
 */
export async function migrateFleet(
  ownerUrl: string,
  onProgress?: (service: ServiceKey, ran: string[]) => void,
): Promise<void> {
  await Promise.all(
    SERVICE_KEYS.map(async (service) => {
      const ran = await runMigrations(SERVICE_DATABASES[service], ownerUrl);
      if (ran.length > 0) onProgress?.(service, ran);
    }),
  );
}
