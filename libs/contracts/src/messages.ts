import { BudgetAlerted } from './council/budget-alerted.event';
import { BudgetExhausted } from './council/budget-exhausted.event';
import { EndStop } from './council/end-stop.command';
import { ExpireAssignment } from './council/expire-assignment.command';
import { ExpireReservations } from './council/expire-reservations.command';
import { ListStops } from './council/list-stops.query';
import { QuoteRun } from './council/quote-run.query';
import { ReserveBudget } from './council/reserve-budget.query';
import { SettleSpend } from './council/settle-spend.command';
import { StartStop } from './council/start-stop.command';
import { StopsChanged } from './council/stops-changed.event';
import { WorkspaceCreated } from './gateway/workspace-created.event';
import { WorkspaceDeleted } from './gateway/workspace-deleted.event';
import { AssignmentCompleted } from './guild/assignment-completed.event';
import { AssignmentFailed } from './guild/assignment-failed.event';
import { DescribeAgents } from './guild/describe-agents.query';
import { INDEX_MEMORIES } from './guild/index-memories.command';
import { InvokeAgent } from './guild/invoke-agent.query';
import { RUN_ASSIGNMENT } from './guild/run-assignment.command';
import { WorkspacePurged } from './guild/workspace-purged.event';
import type { MessageClass } from './raptor-message';
import { AuditRecorded } from './sys/audit-recorded.event';
import { DescribeService } from './sys/describe-service.query';
import { ReplicaBeat } from './sys/replica-beat.event';

/** Every message that crosses a process: the bus knows these and no others. */
export const MESSAGES: readonly MessageClass[] = [
  AssignmentCompleted,
  AssignmentFailed,
  AuditRecorded,
  BudgetAlerted,
  BudgetExhausted,
  DescribeAgents,
  DescribeService,
  EndStop,
  ExpireAssignment,
  ExpireReservations,
  INDEX_MEMORIES.council,
  INDEX_MEMORIES.research,
  INDEX_MEMORIES.muse,
  INDEX_MEMORIES.matrix,
  INDEX_MEMORIES.guardian,
  InvokeAgent,
  ListStops,
  QuoteRun,
  ReplicaBeat,
  ReserveBudget,
  RUN_ASSIGNMENT.council,
  RUN_ASSIGNMENT.research,
  RUN_ASSIGNMENT.muse,
  RUN_ASSIGNMENT.matrix,
  RUN_ASSIGNMENT.guardian,
  SettleSpend,
  StartStop,
  StopsChanged,
  WorkspaceCreated,
  WorkspaceDeleted,
  WorkspacePurged,
];
