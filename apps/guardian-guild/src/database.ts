import type { ServiceDatabase } from '@raptor/persistence';
import { BUS_TABLES } from '@raptor/raptor-bus';
import { CreateBusTables1795420000000 } from './migrations/1795420000000-create-bus-tables';

export const guardianDatabase: ServiceDatabase = {
  service: 'guardian',
  tables: { ...BUS_TABLES },
  entities: [],
  migrations: [CreateBusTables1795420000000],
};
