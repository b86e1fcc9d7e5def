import { setTimeout as pause } from 'node:timers/promises';
import {
  FenceLostError,
  MessageInvalidError,
  MessageUnroutableError,
  describeFailure,
  type Failure,
} from '../bus-errors';
import type { DeadLetter, DeadLetterStore } from '../dead-letters/dead-letter-store';
import type { DeadLetterReason } from '../keys';
import type { Outcome } from '../options';
import type { RaptorBus } from '../raptor-bus';
import { Script } from '../redis/script';
import { fieldsOf, type Acknowledger } from './acknowledger';
import type { Invoke } from './deliver';
import { verdictOn } from './poison-verdict';
import { POSTPONE } from './postpone.lua';
import { retryDelayMs } from './retry-timing';
import type { Work } from './work';

const postpone = new Script(POSTPONE);

/** Another consumer has it. */
const LOST = -1;

/** How soon Redis is asked again when it was away, in milliseconds. */
const AGAIN_MS = 250;

/** Work with less than this left is not begun, in milliseconds. */
const LEAST_USEFUL_MS = 1_000;

export interface WorkChannel {
  readonly bus: RaptorBus;
  readonly channel: string;
  readonly group: string;
  readonly streams: readonly string[];
  readonly deadLetters: DeadLetterStore;
  readonly acknowledger: Acknowledger;
}

/**
 * Work: acknowledged when its handler has finished. A failure worth another try is put aside and comes again; one that
 * is not, or the last of `maxAttempts`, becomes a dead letter with its reason.
 */
export class WorkDelivery {
  private closed = false;

  constructor(private readonly on: WorkChannel) {}

  /** Waits for Redis no longer. */
  close(): void {
    this.closed = true;
  }

  async handle(work: Work, invoke: Invoke): Promise<Outcome | undefined> {
    const { bus, channel, acknowledger } = this.on;
    if (work.lost) return 'lost';
    try {
      const envelope = work.read(bus, channel);
      this.refuseWrongLane(work);
      if (!this.isForUs(work)) {
        acknowledger.add(work);
        return undefined;
      }
      if (verdictOn(work) === 'poison') return await this.bury(work, 'max_retries_exceeded', crashed(work));
      if ((envelope.deadline ?? Infinity) - Date.now() < LEAST_USEFUL_MS) {
        return await this.bury(work, 'processing_timeout', tooLate(work));
      }
      await invoke(work);
    } catch (error) {
      work.returned = true;
      return work.letGo ? undefined : this.failed(work, error);
    }
    work.returned = true;
    if (work.letGo) return undefined;
    // A handler that was told to stop may have stopped half way without a word.
    if (work.isTakenAway) return this.failed(work, work.signal.reason);
    acknowledger.add(work);
    return 'done';
  }

  /** Sees to a message whose handler does not stop: it is tried again, or a dead letter, as if that had failed now. */
  letGo(work: Work): Promise<Outcome> {
    work.letGo = true;
    return this.failed(work, work.signal.reason);
  }

  /** Gives back what this process will not come to; another replica takes it at once, and no try is counted. */
  async giveBack(work: Work): Promise<void> {
    await this.putAside(work, 0, '', 0);
  }

  private isForUs({ message }: Work): boolean {
    const { bus, channel } = this.on;
    return message !== undefined && bus.catalogue.readersOf(message, channel).includes(bus.options.service);
  }

  private get isReplay(): boolean {
    return !this.on.bus.catalogue.groupsOf(this.on.channel).includes(this.on.group);
  }

  private refuseWrongLane({ stream, envelope }: Work): void {
    const { bus, channel } = this.on;
    if (!envelope || bus.keys.stream(channel, envelope.lane) === stream || this.isReplay) return;
    throw new MessageInvalidError(envelope.name, [`of lane ${envelope.lane} came on another`]);
  }

  private async failed(work: Work, error: unknown): Promise<Outcome> {
    const { bus } = this.on;
    if (work.lost) return 'lost';
    if (work.givenBack) return 'retried';
    const failure = this.describe(work, error);
    work.failure = error;
    if (failure.retry === 'never' || !work.envelope) return this.bury(work, reasonOf(error), failure);
    const [triesField] = fieldsOf(work.envelope.id);
    const delayMs = retryDelayMs(work.tries + 1, bus.options.retry, failure.retryAfterMs);
    const tries = await this.putAside(work, delayMs, triesField, bus.options.maxAttempts);
    if (tries < 0) return 'lost';
    work.tries = tries;
    if (tries < bus.options.maxAttempts) return 'retried';
    return this.bury(work, work.timedOut ? 'processing_timeout' : 'max_retries_exceeded', failure);
  }

  private describe(work: Work, error: unknown): Failure {
    if (work.timedOut) return { code: 'PROCESSING_TIMEOUT', message: String(error), retry: 'later' };
    if (error instanceof FenceLostError) return describeFailure(error);
    return this.on.bus.options.describeFailure(error);
  }

  /**
   * Tries until Redis has it, or another process has the entry.
   * @returns the tries counted, or {@link LOST}.
   */
  private async putAside(work: Work, delayMs: number, field: string, most: number): Promise<number> {
    const { bus, channel, group, streams } = this.on;
    const keys = [work.stream, bus.keys.retries(channel, group), bus.keys.attempts(channel, group)];
    const member = `${streams.indexOf(work.stream) + 1} ${work.entryId}`;
    const args = [group, bus.options.instance, work.entryId, member, delayMs, field, most, work.tries + 1];
    for (;;) {
      try {
        return Number(await postpone.run(bus.commands, keys, args));
      } catch (error) {
        if (work.lost || (error instanceof Error && error.message.includes('NOGROUP'))) return LOST;
        if (work.givenBack || this.closed || !isPassing(error)) throw error;
        await pause(AGAIN_MS);
      }
    }
  }

  /** Durable first, acknowledged then. Where letters cannot be kept now, the work waits and no try is counted. */
  private async bury(work: Work, reason: DeadLetterReason, failure: Failure): Promise<Outcome> {
    const { bus, channel, deadLetters, acknowledger } = this.on;
    work.failure ??= new Error(failure.message);
    const letter = this.letterOf(work, reason, failure);
    try {
      await deadLetters.bury(letter);
    } catch (error) {
      bus.options.observer?.trouble?.(`keeping a dead letter of ${channel}`, error);
      const tries = await this.putAside(work, retryDelayMs(1, bus.options.retry), '', 0);
      return tries === LOST ? 'lost' : 'retried';
    }
    bus.options.observer?.deadLettered?.(letter.name, channel, reason);
    acknowledger.add(work);
    return 'dead_lettered';
  }

  private letterOf(work: Work, reason: DeadLetterReason, failure: Failure): DeadLetter {
    const { bus, channel, group } = this.on;
    const { envelope, stream, entryId, raw, key, tries, crashes } = work;
    return {
      eventId: envelope?.id ?? key,
      group,
      workspaceId: envelope?.workspaceId ?? null,
      name: bus.catalogue.find(envelope?.name ?? '')?.name ?? 'unknown',
      channel,
      stream,
      entryId,
      reason,
      failure,
      attempts: Math.max(1, tries) + crashes,
      raw,
    };
  }
}

export function reasonOf(error: unknown): DeadLetterReason {
  if (error instanceof MessageUnroutableError) return 'routing_error';
  return error instanceof MessageInvalidError ? 'schema_violation' : 'max_retries_exceeded';
}

/** Whether Redis is away, full or on its way up. What it says of the command itself it would say again: then the lease brings the work back. */
const isPassing = (error: unknown): boolean =>
  !(error instanceof Error && error.name === 'ReplyError') ||
  /\b(OOM|READONLY|LOADING|MASTERDOWN|NOREPLICAS|MISCONF|BUSY|TRYAGAIN|CLUSTERDOWN)\b/.test(error.message);

const crashed = ({ crashes, loneDeaths }: Work): Failure => ({
  code: 'PROCESS_DIED',
  message: `${crashes} processes died over it, ${loneDeaths} of them with nothing else to do`,
  retry: 'never',
});

const tooLate = ({ envelope }: Work): Failure => ({
  code: 'DEADLINE_PASSED',
  message: `Its deadline was ${new Date(envelope?.deadline ?? 0).toISOString()}: nobody waits for it any more`,
  retry: 'never',
});
