import type { ServiceDatabase } from '@raptor/persistence';

export const councilDatabase: ServiceDatabase = { service: 'council', entities: [], migrations: [] };
