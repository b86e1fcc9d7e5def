import { migrateCommand } from '@raptor/persistence';
import { councilDatabase } from './database';

void migrateCommand(councilDatabase);
