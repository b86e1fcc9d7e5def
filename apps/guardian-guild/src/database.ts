import type { ServiceDatabase } from '@raptor/persistence';

export const guardianDatabase: ServiceDatabase = { service: 'guardian', entities: [], migrations: [] };
