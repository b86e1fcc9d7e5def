import { runAsProcess } from '../database/command-line';
import { agentCommand } from './agent-command';

runAsProcess(agentCommand);
