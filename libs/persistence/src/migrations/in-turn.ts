import type { DataSource } from 'typeorm';
import type { ServiceDatabase } from '../service-database';

/** One runner at a time per schema: a session lock on a connection of its own. */
export async function inTurn<T>(
  dataSource: DataSource,
  { service }: ServiceDatabase,
  run: () => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query(`SET lock_timeout = 0`);
    await runner.query(`SELECT pg_advisory_lock(hashtextextended($1, 0))`, [`migrations of ${service}`]);
    return await run();
  } finally {
    await runner.query(`SELECT pg_advisory_unlock_all()`).catch(() => undefined);
    await runner.query(`RESET lock_timeout`).catch(() => undefined);
    await runner.release();
  }
}
