import { Injectable } from '@nestjs/common';
import {
  CouncilAssignmentCompleted,
  CouncilAssignmentFailed,
  CouncilAssignmentStarted,
  Subject,
} from '@raptor/contracts';
import type { Transaction } from '@raptor/persistence';
import { Outbox } from '@raptor/raptor-bus';
import type { AssignmentInGraph, Ended } from './assignment-graphs.repository';
import type { SubjectOfWork } from './assignments.repository';

/** Longest message of a failure. */
const MESSAGE_CHARACTERS = 2_000;

/** Tells the world outside what becomes of assignments, with the transaction that writes it down. */
@Injectable()
export class AssignmentNews {
  constructor(private readonly outbox: Outbox) {}

  async started(tx: Transaction, subject: SubjectOfWork, assignment: AssignmentInGraph): Promise<void> {
    await this.outbox.send(tx, Object.assign(new CouncilAssignmentStarted(), factOf(subject, assignment)));
  }

  /** Of one that was cancelled nothing is said. */
  async ended(tx: Transaction, subject: SubjectOfWork, assignment: AssignmentInGraph, ended: Ended): Promise<void> {
    if (ended.state === 'cancelled') return;
    const fact = { ...factOf(subject, assignment), costMicroUsd: ended.costMicroUsd };
    await this.outbox.send(
      tx,
      ended.state === 'completed'
        ? Object.assign(new CouncilAssignmentCompleted(), fact)
        : Object.assign(new CouncilAssignmentFailed(), fact, {
            code: ended.failure.code,
            message: ended.failure.message.slice(0, MESSAGE_CHARACTERS),
          }),
    );
  }
}

const factOf = ({ subjectType, subjectId }: SubjectOfWork, { id, agentCode }: AssignmentInGraph) => ({
  assignmentId: id,
  agentCode,
  subject: Object.assign(new Subject(), { type: subjectType, id: subjectId }),
});
