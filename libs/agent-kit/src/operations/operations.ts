import { Injectable } from '@nestjs/common';
import { AuditRecorded } from '@raptor/contracts';
import { Database, type Changed, type Transaction } from '@raptor/persistence';
import { workspaceIn } from '@raptor/platform';
import { Inbox, Outbox, type RaptorBusContext } from '@raptor/raptor-bus';

export type { Audited, Changed } from '@raptor/persistence';

/**
 * How a service answers operations of the API that are about its own rows: in the workspace of the envelope, in one transaction. A change is done
 * once, however often it is asked for with the same idempotency key; its answer is stored with it, and so is its entry in the audit log.
 */
@Injectable()
export class Operations {
  constructor(
    private readonly database: Database,
    private readonly inbox: Inbox,
    private readonly outbox: Outbox,
  ) {}

  read<Answer>(context: RaptorBusContext, look: (tx: Transaction) => Promise<Answer>): Promise<Answer> {
    return this.database.withTenant(workspaceIn(context), context.envelope.actor, look);
  }

  change<Answer>(context: RaptorBusContext, work: (tx: Transaction) => Promise<Changed<Answer>>): Promise<Answer> {
    return this.read(context, (tx) =>
      this.inbox.once(tx, context, async () => {
        const { answer, audited } = await work(tx);
        if (audited) await this.outbox.send(tx, Object.assign(new AuditRecorded(), audited));
        return answer;
      }),
    );
  }
}
