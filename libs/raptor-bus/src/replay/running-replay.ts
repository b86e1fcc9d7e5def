import type { Activity } from '../consuming/activity';
import type { Consumers } from '../consuming/consumers';
import type { WorkConsumer } from '../consuming/work-consumer';
import { BackgroundLoop, type Rest } from '../outbox/background-loop';
import type { RaptorBus } from '../raptor-bus';
import { LaneSource } from './lane-source';
import type { Replay, ReplayOutcome, ReplayProgress, ReplayRequest } from './replay';
import type { CopyState, ReplayState } from './replay-state';

/** How often a replay is looked at once everything is copied, in milliseconds. */
const LOOK_MS = 250;

export interface BegunReplay {
  readonly bus: RaptorBus;
  readonly consumers: Consumers;
  readonly request: ReplayRequest;
  readonly state: ReplayState;
  readonly untilMs: number;
  readonly from: CopyState;
}

/** Copies what is asked for and handles it meanwhile, until nothing is left. */
export class RunningReplay implements Activity, Replay {
  readonly finished: Promise<ReplayOutcome>;
  private readonly source: LaneSource;
  private readonly consumer: WorkConsumer;
  private readonly loop: BackgroundLoop;
  private readonly counts = { handled: 0, dead: 0 };
  private copying: CopyState;
  private isCopied = false;
  private finish: (outcome: ReplayOutcome) => void = () => undefined;

  constructor(private readonly on: BegunReplay) {
    const { bus, consumers, request, untilMs, from } = on;
    this.finished = new Promise((resolve) => (this.finish = resolve));
    this.copying = from;
    this.source = new LaneSource(bus, request, untilMs);
    this.consumer = consumers.replayConsumer(request.channel, request.name, this.counts);
    this.loop = new BackgroundLoop(
      () => (this.isCopied ? this.look() : this.copy()),
      (error) => {
        this.tell(error);
      },
    );
  }

  get progress(): ReplayProgress {
    return { copied: this.copying.copied, ...this.counts };
  }

  get inFlight(): number {
    return this.consumer.inFlight;
  }

  start(): void {
    this.consumer.start();
    this.loop.start();
  }

  async stop(): Promise<ReplayOutcome> {
    await this.end(false);
    return this.finished;
  }

  async stopReading(): Promise<void> {
    await Promise.all([this.loop.stop(), this.consumer.stopReading()]);
  }

  untilIdle(): Promise<void> {
    return this.consumer.untilIdle();
  }

  abort(): Promise<void> {
    return this.consumer.abort();
  }

  close(): void {
    this.consumer.close();
    this.finish({ ...this.progress, complete: false });
  }

  private async copy(): Promise<Rest> {
    const { position } = this.copying;
    const { wanted, last } = await this.source.pageAfter(position);
    if (!last) {
      this.isCopied = true;
      return { leastMs: 0, mostMs: 0 };
    }
    const now = await this.on.state.copy(wanted, position, last);
    if (!now) return this.isGone();
    this.copying = now;
    return { leastMs: 0, mostMs: 0 };
  }

  private async look(): Promise<Rest> {
    const left = await this.on.state.keep();
    if (!left) return this.isGone();
    if (left === 'nothing') this.endSoon(true);
    return { leastMs: LOOK_MS, mostMs: LOOK_MS };
  }

  private isGone(): Rest {
    this.tell(new Error('Redis has lost it: ask for it again'));
    this.endSoon(false);
    return { leastMs: LOOK_MS, mostMs: LOOK_MS };
  }

  /** Not awaited by a round of the loop, for whose end it waits. */
  private endSoon(complete: boolean): void {
    this.end(complete).catch((error: unknown) => {
      this.tell(error);
    });
  }

  private async end(complete: boolean): Promise<void> {
    await this.stopReading();
    await this.untilIdle();
    this.consumer.close();
    this.finish({ ...this.progress, complete });
  }

  private tell(error: unknown): void {
    const { channel, name } = this.on.request;
    this.on.bus.options.observer?.trouble?.(`replay ${name} of ${channel}`, error);
  }
}
