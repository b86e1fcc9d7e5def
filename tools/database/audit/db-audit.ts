import { runAsProcess } from '../command-line';
import { auditCommand } from './audit-command';

runAsProcess(auditCommand);
