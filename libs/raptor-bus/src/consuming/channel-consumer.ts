import type { RaptorBus } from '../raptor-bus';
import type { StreamEntry } from '../redis/stream-entry';
import type { Crew } from './crew';
import type { Outcome } from '../options';
import type { Deliver, Invoke } from './deliver';
import { LaneQueues } from './lane-queues';
import { Pace } from './pace';
import type { ReadPlan, Room } from './read-plans';
import { StreamReader } from './stream-reader';
import { Work } from './work';

export interface ConsumedChannel {
  readonly bus: RaptorBus;
  readonly channel: string;
  /** Consumer group; names the reader where there is none. */
  readonly group: string;
  readonly streams: readonly string[];
  readonly plan: (deliver: (entry: StreamEntry) => void) => ReadPlan;
  readonly deliver: Deliver;
  readonly invoke: Invoke;
  readonly crew?: Crew;
}

/** Reads one channel and sees each entry through to its end, never more than `concurrency` at once. */
export class ChannelConsumer {
  readonly channel: string;
  private readonly lanes: LaneQueues;
  private readonly pace: Pace;
  private readonly reader: StreamReader;
  private running = 0;
  private readonly leaveCrew: (() => void) | undefined;
  private readonly wakeWhenChanged = new Set<() => void>();

  constructor(protected readonly of: ConsumedChannel) {
    const { bus, channel, streams } = of;
    this.channel = channel;
    this.lanes = new LaneQueues(streams);
    this.pace = new Pace(bus.options.concurrency);
    const plan = of.plan((entry) => {
      this.take(new Work(entry, of.group));
    });
    this.reader = new StreamReader(plan, this.room, bus.commands, bus.options);
    this.leaveCrew = of.crew?.onOpen(() => {
      this.pump();
      this.changed();
    });
  }

  get inFlight(): number {
    return this.running + this.lanes.size;
  }

  start(): void {
    this.reader.start();
  }

  /** Takes nothing more; what has begun goes on. */
  async stopReading(): Promise<void> {
    const stopped = this.reader.stop();
    this.changed();
    await stopped;
  }

  async untilIdle(): Promise<void> {
    while (this.inFlight > 0) await this.untilChange();
  }

  /** Tells every handler to stop. */
  abort(): Promise<void> {
    return Promise.resolve();
  }

  /** Renews and retries nothing any more. */
  close(): void {
    this.leaveCrew?.();
  }

  /** Slots that nothing has and nothing waits for. */
  protected get free(): number {
    return this.of.bus.options.concurrency - this.inFlight;
  }

  private get isOpen(): boolean {
    return this.of.crew?.isOpen ?? true;
  }

  protected take(work: Work): void {
    this.lanes.push(work);
    this.pump();
  }

  /** What was taken and has not begun; it is forgotten here. */
  protected drainWaiting(): Work[] {
    const waiting = this.lanes.drain();
    this.changed();
    return waiting;
  }

  /** Called once for each entry that was begun. */
  protected ended(work: Work, outcome: Outcome | undefined, elapsedMs: number): void {
    this.pace.tookMs(elapsedMs);
    if (!outcome) return;
    const { bus, channel } = this.of;
    const name = work.message?.name ?? 'unknown';
    bus.options.observer?.handled?.(name, channel, outcome, elapsedMs / 1_000, work.failure);
  }

  private pump(): void {
    while (this.running < this.of.bus.options.concurrency && this.isOpen) {
      const work = this.lanes.next();
      if (!work) return;
      this.begin(work);
    }
  }

  /** Handles one entry in a slot of its own, free or not; tells the crew, and the observer what became of it. */
  protected begin(work: Work): void {
    const { crew, deliver, invoke } = this.of;
    const startedAt = performance.now();
    crew?.begin();
    this.running += 1;
    work.begunAt = Date.now();
    deliver(work, invoke).then(
      (outcome) => {
        this.over(work, outcome, startedAt);
      },
      (error: unknown) => {
        work.failure = error;
        this.over(work, 'failed', startedAt);
      },
    );
  }

  private over(work: Work, outcome: Outcome | undefined, startedAt: number): void {
    work.end();
    this.ended(work, outcome, performance.now() - startedAt);
    this.running -= 1;
    this.pump();
    this.changed();
    if (!work.letGo) this.of.crew?.end();
  }

  /** None while one is handled alone: others may have what could not begin here, and do not share its end. */
  private readonly room: Room = {
    free: () => (this.isOpen ? this.free : 0),
    ahead: () => (this.isOpen ? this.pace.ahead : 0),
    waitingIn: (lane) => this.lanes.waitingIn(lane),
    untilChange: () => this.untilChange(),
  };

  private untilChange(): Promise<void> {
    return new Promise((resolve) => this.wakeWhenChanged.add(resolve));
  }

  private changed(): void {
    if (this.wakeWhenChanged.size === 0) return;
    const wakes = [...this.wakeWhenChanged];
    this.wakeWhenChanged.clear();
    for (const wake of wakes) wake();
  }
}
