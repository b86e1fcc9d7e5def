import { runAsProcess } from '../database/command-line';
import { evalsCommand } from './evals-command';

runAsProcess(evalsCommand);
