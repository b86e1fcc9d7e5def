import { migrateCommand } from '@raptor/persistence';
import { researchDatabase } from './database';

void migrateCommand(researchDatabase);
