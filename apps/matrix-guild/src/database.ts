import type { ServiceDatabase } from '@raptor/persistence';
import { CreateBusTables1795420000000 } from './migrations/1795420000000-create-bus-tables';

export const matrixDatabase: ServiceDatabase = {
  service: 'matrix',
  entities: [],
  migrations: [CreateBusTables1795420000000],
};
