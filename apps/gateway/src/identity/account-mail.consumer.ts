import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { MailAccount } from '@raptor/contracts';
import { LOGGER, type Logger } from '@raptor/platform';
import { OnMessage, RaptorBusContext } from '@raptor/raptor-bus';
import { AccountLimits } from '../limits/account-limits';
import { Mailer } from '../mail/mailer';
import { AccountMailOrders } from './account-mail-orders';
import { AccountMailWriter } from './account-mail-writer';
import { LINK_MS } from './mailed-links';

@Controller()
export class AccountMailConsumer {
  constructor(
    private readonly orders: AccountMailOrders,
    private readonly writer: AccountMailWriter,
    private readonly limits: AccountLimits,
    private readonly mailer: Mailer,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** May send a mail twice when it breaks off, with one id; after an hour nobody waits for it any more. */
  @OnMessage(MailAccount)
  async mail(@Payload() message: MailAccount, @Ctx() { envelope }: RaptorBusContext): Promise<void> {
    if (Date.now() - Date.parse(envelope.occurredAt) > LINK_MS) return;
    const order = this.orders.open(message);
    if (!(await this.limits.countMail(order.email))) {
      this.logger.warn({ kind: order.kind }, 'an address was to get more mails than it may: one was left out');
      return;
    }
    try {
      const written = await this.writer.write(order);
      if (written) await this.mailer.send({ id: envelope.id, to: order.email, ...written });
      else await this.limits.giveMailBack(order.email);
    } catch (error) {
      await this.limits.giveMailBack(order.email);
      throw error;
    }
  }
}
