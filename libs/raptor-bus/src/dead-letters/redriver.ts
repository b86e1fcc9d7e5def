import type { Activity } from '../consuming/activity';
import type { Crew } from '../consuming/crew';
import type { Invoke } from '../consuming/deliver';
import { BackgroundLoop, type Rest } from '../outbox/background-loop';
import type { RaptorBus } from '../raptor-bus';
import { forgetClosedLetters } from './forget-closed-letters';
import type { PostgresDeadLetters } from './postgres-dead-letters';
import { Redrive } from './redrive';
import { RedriveQueue, type TakenLetter } from './redrive-queue';

export interface Redriving {
  readonly bus: RaptorBus;
  readonly letters: PostgresDeadLetters;
  readonly crew: Crew;
  readonly invoke: Invoke;
}

/** How often letters that another process has queued are looked for, in milliseconds. */
const POLL_MS = 1_000;

/** Letters handled at once by one process: whoever redrives thousands does not crowd out what is new. */
const AT_ONCE = 4;

/** Processes that may die over a letter before it is left alone again; the last of them has nothing else to do. */
const MOST_DEATHS = 3;

const FORGET_EVERY_MS = 3_600_000;

/**
 * Handles the letters that were queued, beside what comes from Redis. One that killed a process before is handled with
 * nothing beside it, and no more after three deaths.
 */
export class Redriver implements Activity {
  private readonly queue: RedriveQueue;
  private readonly running = new Set<Redrive>();
  private readonly taking: BackgroundLoop;
  private readonly renewing: BackgroundLoop;
  private readonly forgetting: BackgroundLoop;
  private stopListening: () => void = () => undefined;
  private readonly wakeWhenOpen: (() => void)[] = [];
  private readonly wakeWhenIdle: (() => void)[] = [];

  constructor(private readonly on: Redriving) {
    const { bus, letters, crew } = on;
    const loop = (what: string, round: () => Promise<Rest>): BackgroundLoop =>
      new BackgroundLoop(round, (error) => bus.options.observer?.trouble?.(what, error));
    this.queue = new RedriveQueue(bus, letters);
    this.taking = loop('taking dead letters to be handled again', () => this.take());
    this.renewing = loop('renewing leases of dead letters', () => this.renew());
    this.forgetting = loop('removing old dead letters', () => this.forget());
    crew.onOpen(() => {
      for (const wake of this.wakeWhenOpen.splice(0)) wake();
      this.taking.wake();
    });
  }

  get inFlight(): number {
    return this.running.size;
  }

  start(): void {
    this.stopListening = this.on.letters.onQueued(() => {
      this.taking.wake();
    });
    for (const loop of [this.taking, this.renewing, this.forgetting]) loop.start();
  }

  async stopReading(): Promise<void> {
    this.stopListening();
    await Promise.all([this.taking.stop(), this.forgetting.stop()]);
  }

  async untilIdle(): Promise<void> {
    while (this.running.size > 0) await new Promise<void>((resolve) => this.wakeWhenIdle.push(resolve));
  }

  async abort(): Promise<void> {
    const leaving = [...this.running].filter(({ work }) => !work.lost && !work.ended);
    for (const { work } of leaving) work.leave();
    this.close();
    try {
      await Promise.all(leaving.map(({ letter }) => this.queue.giveBack(letter)));
    } catch (error) {
      this.on.bus.options.observer?.trouble?.('giving back dead letters', error);
    }
  }

  close(): void {
    void this.renewing.stop();
    for (const redrive of this.running) redrive.close();
  }

  private async take(): Promise<Rest> {
    const most = Math.min(AT_ONCE, this.on.bus.options.concurrency) - this.running.size;
    if (most > 0 && this.on.crew.isOpen) {
      for (const letter of await this.queue.take(most)) void this.seeThrough(letter);
    }
    return { leastMs: 0, mostMs: POLL_MS };
  }

  private async seeThrough(letter: TakenLetter): Promise<void> {
    const redrive = new Redrive({ ...this.on, queue: this.queue }, letter);
    this.running.add(redrive);
    try {
      if (letter.deaths >= MOST_DEATHS) await redrive.giveUp();
      else if (isSuspect(letter)) await this.on.crew.runAlone(() => redrive.run());
      else await this.runBesideOthers(redrive);
    } catch (error) {
      this.on.bus.options.observer?.trouble?.('handling a dead letter again', error);
    }
    this.running.delete(redrive);
    this.taking.wake();
    for (const wake of this.wakeWhenIdle.splice(0)) wake();
  }

  private async runBesideOthers(redrive: Redrive): Promise<void> {
    const { crew } = this.on;
    while (!crew.isOpen) await new Promise<void>((resolve) => this.wakeWhenOpen.push(resolve));
    crew.begin();
    try {
      await redrive.run();
    } finally {
      crew.end();
    }
  }

  private async renew(): Promise<Rest> {
    const held = [...this.running].filter(({ work }) => !work.lost && !work.ended);
    const ours = new Map(held.map((redrive) => [redrive.letter, redrive]));
    const gone = held.length > 0 ? await this.queue.renew([...ours.keys()]) : [];
    for (const letter of gone) ours.get(letter)?.work.lose();
    const everyMs = this.on.bus.options.leaseMs / 3;
    return { leastMs: everyMs, mostMs: everyMs };
  }

  /** Not all replicas at the same moment. */
  private async forget(): Promise<Rest> {
    const { database, table, keptMs } = this.on.letters;
    await forgetClosedLetters(database, table, keptMs, () => this.forgetting.isStopping);
    const nextMs = FORGET_EVERY_MS * (0.75 + Math.random() / 2);
    return { leastMs: nextMs, mostMs: nextMs };
  }
}

const isSuspect = ({ deaths, failureCode }: TakenLetter): boolean =>
  deaths >= MOST_DEATHS - 1 || failureCode === 'PROCESS_DIED';
