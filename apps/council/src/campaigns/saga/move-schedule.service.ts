import { Inject, Injectable } from '@nestjs/common';
import { AuditRecorded } from '@raptor/contracts';
import type { Transaction } from '@raptor/persistence';
import { LOGGER, asAppError, type Logger } from '@raptor/platform';
import { Outbox } from '@raptor/raptor-bus';
import { v7 as uuidv7 } from 'uuid';
import { whyNotAtAnotherTime } from '../../moves/move-rules';
import { MovesRepository } from '../../moves/moves.repository';
import { runAt } from '../../moves/run-at';
import { NotificationsRepository } from '../../notifications/notifications.repository';
import { CampaignsRepository } from '../campaigns.repository';
import { MoveExecution } from './move-execution.service';

/** How long a move waits that a stop holds back, before somebody looks again. */
const HELD_FOR_MS = 15_000;

/** Has moves run when their time has come: each has a timer from the moment at which its campaign is active. */
@Injectable()
export class MoveSchedule {
  constructor(
    private readonly moves: MovesRepository,
    private readonly campaigns: CampaignsRepository,
    private readonly execution: MoveExecution,
    private readonly notifications: NotificationsRepository,
    private readonly outbox: Outbox,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Of all that have not left: what is overdue runs at once. */
  async armAll(tx: Transaction, campaignId: string): Promise<void> {
    for (const move of await this.moves.waiting(tx))
      if (move.campaignId === campaignId && move.scheduledFor) await runAt(this.outbox, tx, move.id, move.scheduledFor);
  }

  /** What is not due yet waits; what cannot leave says so to people, and runs when somebody runs it. */
  async run(tx: Transaction, id: string): Promise<void> {
    const move = await this.moves.lock(tx, id);
    if (move.scheduledFor === null || whyNotAtAnotherTime(move) !== undefined) return;
    const { status } = await this.campaigns.get(tx, move.campaignId);
    if (status !== 'active') return;
    if (move.scheduledFor.getTime() > Date.now()) return runAt(this.outbox, tx, id, move.scheduledFor);
    try {
      const { audited } = await this.execution.execute(tx, id);
      if (audited) await this.outbox.send(tx, Object.assign(new AuditRecorded(), audited));
    } catch (error) {
      const refusal = asAppError(error);
      if (refusal?.code === 'WORK_STOPPED') return runAt(this.outbox, tx, id, new Date(Date.now() + HELD_FOR_MS));
      if (refusal?.code !== 'STATE_FORBIDS') throw error;
      this.logger.warn({ moveId: id, reason: refusal.message }, 'a move that was due has not left');
      await this.moves.advance(tx, move, { health: 'red' });
      const body = refusal.message.slice(0, 1_000);
      const title = `${move.name} was due and has not left`.slice(0, 300);
      await this.notifications.insert(tx, {
        ...{ id: uuidv7(), type: 'move.held', title, body, priority: 'high', link: `/campaigns/${move.campaignId}` },
      });
    }
  }
}
