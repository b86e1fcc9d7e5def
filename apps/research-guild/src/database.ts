import type { ServiceDatabase } from '@raptor/persistence';

export const researchDatabase: ServiceDatabase = { service: 'research', entities: [], migrations: [] };
