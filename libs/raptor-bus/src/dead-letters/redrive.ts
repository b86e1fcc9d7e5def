import { setTimeout as pause } from 'node:timers/promises';
import { MessageInvalidError, type Failure } from '../bus-errors';
import type { Invoke } from '../consuming/deliver';
import { Work } from '../consuming/work';
import { reasonOf } from '../consuming/work-delivery';
import { SealBrokenError } from '../messages/sealing';
import type { Outcome } from '../options';
import type { RaptorBus } from '../raptor-bus';
import type { RedriveQueue, TakenLetter } from './redrive-queue';

export interface RedriveSurroundings {
  readonly bus: RaptorBus;
  readonly queue: RedriveQueue;
  readonly invoke: Invoke;
}

/** How soon the database is asked again when it was away, in milliseconds. */
const AGAIN_MS = 250;

/** One letter between being taken from the queue and its outcome. */
export class Redrive {
  readonly work: Work;
  private closed = false;

  constructor(
    private readonly on: RedriveSurroundings,
    readonly letter: TakenLetter,
  ) {
    const { stream, entryId: id, text, group } = letter;
    this.work = new Work({ stream, id, text }, group);
  }

  /** Handles the letter once. Resolves with its outcome: a handler that does not stop when it is told to is not waited for. */
  async run(): Promise<void> {
    const { work, on } = this;
    if (work.aborted) return;
    const startedAt = performance.now();
    work.begunAt = Date.now();
    const handling = this.handle();
    const overdue = new AbortController();
    const outcome = await Promise.race([handling, this.untilOverdue(overdue.signal)]).then(
      () => this.succeed(),
      (error: unknown) => this.fail(error),
    );
    overdue.abort();
    const seconds = (performance.now() - startedAt) / 1_000;
    on.bus.options.observer?.handled?.(this.letter.name, this.letter.channel, outcome, seconds, work.failure);
    work.end();
  }

  /** It is not begun again: as many processes died over it as may. */
  async giveUp(): Promise<void> {
    const { deaths } = this.letter;
    const message = `${deaths} processes died over it, the last with nothing else to do`;
    await this.open({ code: 'PROCESS_DIED', message, retry: 'never' }, 0);
  }

  /** Waits for the database no longer. */
  close(): void {
    this.closed = true;
  }

  private async handle(): Promise<void> {
    const { bus, invoke } = this.on;
    this.refuseBrokenSeal();
    this.work.read(bus, this.letter.channel);
    this.work.withoutDeadline();
    await invoke(this.work);
  }

  private refuseBrokenSeal(): void {
    const { sealer, keys } = this.on.bus;
    const { channel, name, text } = this.letter;
    try {
      sealer.open(keys.place(channel), text);
    } catch (error) {
      if (!(error instanceof SealBrokenError)) throw error;
      const remedy = 'if its key was retired, put the key back, or redrive it edited, which seals it anew';
      throw new MessageInvalidError(name, [error.message, remedy]);
    }
  }

  /** Rejects when the handler had its time and a lease more to listen to its signal. */
  private async untilOverdue(signal: AbortSignal): Promise<never> {
    const { processingTimeoutMs: limitMs = 600_000, leaseMs } = this.on.bus.options;
    const reason = new Error(`Its handler ran longer than ${limitMs} ms`);
    await pause(limitMs, undefined, { signal, ref: false });
    this.work.timedOut = true;
    this.work.abort(reason);
    await pause(leaseMs, undefined, { signal, ref: false });
    throw reason;
  }

  private async succeed(): Promise<Outcome> {
    return (await this.write(() => this.on.queue.redriven(this.letter))) ? 'done' : 'lost';
  }

  private async fail(error: unknown): Promise<Outcome> {
    const { work, on } = this;
    if (work.lost) return 'lost';
    if (work.givenBack) return 'retried';
    work.failure = error;
    const failure: Failure = work.timedOut
      ? { code: 'PROCESSING_TIMEOUT', message: String(error), retry: 'later' }
      : on.bus.options.describeFailure(error);
    return this.open(failure, 1);
  }

  private async open(failure: Failure, tries: 0 | 1): Promise<Outcome> {
    const { work, letter, on } = this;
    const reason = work.timedOut ? 'processing_timeout' : reasonOf(work.failure);
    if (!(await this.write(() => on.queue.failed(letter, reason, failure, tries)))) return 'lost';
    on.bus.options.observer?.deadLettered?.(letter.name, letter.channel, reason);
    return 'dead_lettered';
  }

  /** Tries until the database has it, or somebody else has the letter. */
  private async write(attempt: () => Promise<boolean>): Promise<boolean> {
    for (let told = false; ; told = true) {
      try {
        return await attempt();
      } catch (error) {
        if (!told) this.on.bus.options.observer?.trouble?.(`noting what became of a dead letter`, error);
        if (this.closed || this.work.lost) return false;
        await pause(AGAIN_MS);
      }
    }
  }
}
