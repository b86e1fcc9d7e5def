import { Injectable } from '@nestjs/common';
import { AuditRecorded } from '@raptor/contracts';
import { Database, type Changed, type Transaction } from '@raptor/persistence';
import { AppError, currentContext } from '@raptor/platform';
import { Outbox } from '@raptor/raptor-bus';
import { IdempotentAnswers } from '../idempotency/idempotent-answers';

export type { Audited, Changed } from '@raptor/persistence';

/**
 * How the gateway changes rows of its own: in the workspace of the token, in one transaction with the entry in the audit log and, where the request
 * came with an idempotency key, with the answer that is given again.
 */
@Injectable()
export class Changes {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly answers: IdempotentAnswers,
  ) {}

  async run<Answer>(work: (tx: Transaction) => Promise<Changed<Answer>>): Promise<Answer> {
    const { workspaceId, actor } = currentContext() ?? {};
    if (!workspaceId || !actor) throw new AppError('AUTH_REQUIRED', 'Nobody has signed in');
    return this.database.withTenant(workspaceId, actor, async (tx) => {
      const { answer, audited } = await work(tx);
      if (audited) await this.outbox.send(tx, Object.assign(new AuditRecorded(), audited));
      await this.answers.keep(tx, answer);
      return answer;
    });
  }
}
