import { migrateCommand } from '@raptor/persistence';
import { matrixDatabase } from './database';

void migrateCommand(matrixDatabase);
