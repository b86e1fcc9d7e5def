import { migrateCommand } from '@raptor/persistence';
import { museDatabase } from './database';

void migrateCommand(museDatabase);
