import { runAsProcess } from '../command-line';
import { docsCommand } from './docs-command';

runAsProcess(docsCommand);
