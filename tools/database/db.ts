import { runAsProcess } from './command-line';
import { dbCommand } from './db-command';

runAsProcess(dbCommand);
