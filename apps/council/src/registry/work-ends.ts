import { Injectable } from '@nestjs/common';
import type { Transaction } from '@raptor/persistence';
import type { AssignmentSubject } from './agent-assignment.entity';
import type { SubjectOfWork } from './assignments.repository';

/** Told whenever an assignment of its subject has ended, in the same transaction. */
type OnEnd = (tx: Transaction, subjectId: string) => Promise<void>;

/** Who goes on when assignments of a subject end: whatever runs it registers itself when it is made. */
@Injectable()
export class WorkEnds {
  private readonly listeners = new Map<AssignmentSubject, OnEnd>();

  register(subjectType: AssignmentSubject, listener: OnEnd): void {
    this.listeners.set(subjectType, listener);
  }

  async tell(tx: Transaction, { subjectType, subjectId }: SubjectOfWork): Promise<void> {
    await this.listeners.get(subjectType)?.(tx, subjectId);
  }
}
