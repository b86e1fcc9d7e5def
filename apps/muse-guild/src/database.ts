import type { ServiceDatabase } from '@raptor/persistence';

export const museDatabase: ServiceDatabase = { service: 'muse', entities: [], migrations: [] };
