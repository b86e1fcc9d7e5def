import { migrateCommand } from '@raptor/persistence';
import { gatewayDatabase } from './database';

void migrateCommand(gatewayDatabase);
