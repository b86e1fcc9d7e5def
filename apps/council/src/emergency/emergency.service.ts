import { Inject, Injectable } from '@nestjs/common';
import {
  AuditRecorded,
  EVERYTHING,
  StopEnded,
  StopStarted,
  StopsChanged,
  type ActiveStop,
  type EndStop,
  type StartStop,
} from '@raptor/contracts';
import type { Transaction } from '@raptor/persistence';
import { AppError, LOGGER, type Logger } from '@raptor/platform';
import { Outbox, RaptorBus, type Actor } from '@raptor/raptor-bus';
import { v7 as uuidv7 } from 'uuid';
import type { EmergencyActionEntity } from './emergency-action.entity';
import { EmergencyActionsRepository } from './emergency-actions.repository';

/** Stops and what becomes of them. The row is the fact; what replicas are sent is a hint to read it. */
@Injectable()
export class EmergencyService {
  constructor(
    private readonly actions: EmergencyActionsRepository,
    private readonly outbox: Outbox,
    private readonly bus: RaptorBus,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /**
   * @returns the stop of that target: the new one, or the one that is on already.
   * @throws AppError MESSAGE_INVALID when scope and target contradict each other.
   */
  async start(tx: Transaction, { scope, target, reason }: StartStop, by: Actor): Promise<EmergencyActionEntity> {
    if ((scope === 'workspace') !== (target === EVERYTHING))
      throw new AppError('MESSAGE_INVALID', `A stop of scope ${scope} has not the target ${target}`);
    const id = uuidv7();
    const action = await this.actions.start(tx, { id, scope, target, reason, startedBy: nameOf(by) });
    if (action.id === id) await this.record(tx, 'stop.started', action, StopStarted);
    return action;
  }

  /** @returns the stop that was on; null where none was. */
  async end(tx: Transaction, { scope, target }: EndStop, by: Actor): Promise<EmergencyActionEntity | null> {
    const action = await this.actions.activeOf(tx, scope, target);
    if (!action || !(await this.actions.end(tx, action.id, nameOf(by)))) return null;
    await this.record(tx, 'stop.ended', action, StopEnded);
    return this.actions.get(tx, action.id);
  }

  async active(tx: Transaction): Promise<ActiveStop[]> {
    const actions = await this.actions.active(tx);
    return actions.map(({ scope, target, reason }) => ({ scope, target, reason }));
  }

  /** To be said after the commit. Replicas that do not hear it read every other second while they work. */
  async hint(): Promise<void> {
    try {
      await this.bus.emit(new StopsChanged());
    } catch (error) {
      this.logger.warn({ err: error }, 'replicas could not be told of a stop: they will find out by themselves');
    }
  }

  private async record(
    tx: Transaction,
    deed: string,
    { id, scope, target, reason }: EmergencyActionEntity,
    event: typeof StopStarted | typeof StopEnded,
  ): Promise<void> {
    const fact = { action: deed, subjectType: 'emergency_stop', subjectId: id, detail: { scope, target, reason } };
    await this.outbox.send(tx, Object.assign(new AuditRecorded(), fact));
    await this.outbox.send(tx, Object.assign(new event(), { stopId: id, scope, target, reason }));
  }
}

const nameOf = ({ type, id }: Actor): string => `${type}:${id}`;
