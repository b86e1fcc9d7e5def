import { runAsProcess } from '../database/command-line';
import { apiCommand } from './api-command';

runAsProcess(apiCommand);
