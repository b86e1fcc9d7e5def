import { runAsProcess } from '../database/command-line';
import { agentsCommand } from './agents-command';

runAsProcess(agentsCommand);
