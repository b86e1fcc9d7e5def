import { Injectable } from '@nestjs/common';
import { MailAccount } from '@raptor/contracts';
import { Database, type Transaction } from '@raptor/persistence';
import { AppError, SecretBox } from '@raptor/platform';
import { Outbox } from '@raptor/raptor-bus';
import { z } from 'zod';

const order = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('registration'),
    email: z.string(),
    passwordHash: z.string(),
    displayName: z.string(),
    userId: z.uuid(),
    workspaceId: z.uuid(),
    workspaceName: z.string(),
    timezone: z.string(),
  }),
  z.object({ kind: z.literal('password forgotten'), email: z.string() }),
  z.object({ kind: z.literal('password changed'), email: z.string() }),
]);

/** What somebody is to be told about their account. Whether there is one is looked up when the mail is written. */
export type AccountMailOrder = z.output<typeof order>;

const PLACE = { workspaceId: 'any', purpose: 'account mail' };

/**
 * Orders mails with a transaction: they are sent after it has committed, and tried until they are. An order is sealed, because it holds an address and
 * what a link is made of.
 */
@Injectable()
export class AccountMailOrders {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly box: SecretBox,
  ) {}

  /** The same work, in the same time, for every address, whoever has it. */
  async give(asked: AccountMailOrder): Promise<void> {
    await this.database.withSignIn(asked.email, (tx) => this.giveWith(tx, asked));
  }

  async giveWith(tx: Transaction, asked: AccountMailOrder): Promise<void> {
    const sealed = this.box.seal(PLACE, JSON.stringify(asked));
    await this.outbox.send(tx, Object.assign(new MailAccount(), { sealed }));
  }

  /** @throws AppError MESSAGE_INVALID */
  open({ sealed }: MailAccount): AccountMailOrder {
    try {
      return order.parse(JSON.parse(this.box.open(PLACE, sealed)));
    } catch (cause) {
      throw new AppError('MESSAGE_INVALID', 'The order of a mail cannot be opened', { cause });
    }
  }
}
