import type { ServiceDatabase } from '@raptor/persistence';

export const matrixDatabase: ServiceDatabase = { service: 'matrix', entities: [], migrations: [] };
