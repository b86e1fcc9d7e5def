import { migrateCommand } from '@raptor/persistence';
import { guardianDatabase } from './database';

void migrateCommand(guardianDatabase);
