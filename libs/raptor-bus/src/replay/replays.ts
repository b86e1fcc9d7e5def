import type { Activity } from '../consuming/activity';
import type { Consumers } from '../consuming/consumers';
import type { RaptorBus } from '../raptor-bus';
import { checkRequest } from './check-request';
import type { Replay, ReplayRequest } from './replay';
import { ReplayState } from './replay-state';
import { RunningReplay } from './running-replay';

/** The replays that one process runs: they end with it. */
export class Replays implements Activity {
  private readonly running = new Map<string, RunningReplay>();
  private isLeaving = false;

  constructor(
    private readonly bus: RaptorBus,
    private readonly consumers: Consumers,
  ) {}

  get inFlight(): number {
    return [...this.running.values()].reduce((sum, replay) => sum + replay.inFlight, 0);
  }

  /** @throws Error when the request makes no sense, its name is in use for another one, or it runs here; BusUnavailableError. */
  async begin(request: ReplayRequest): Promise<Replay> {
    checkRequest(this.bus, request);
    const { bus, consumers } = this;
    const state = new ReplayState(bus, request);
    const { untilMs, ...from } = await state.begin();
    const key = bus.keys.replay(request.channel, request.name);
    if (this.running.has(key)) throw new Error(`The replay ${request.name} is running here`);
    if (this.isLeaving) throw new Error('The process is leaving');
    const replay = new RunningReplay({ bus, consumers, request, state, untilMs, from });
    this.running.set(key, replay);
    void replay.finished.then(() => this.running.delete(key));
    replay.start();
    return replay;
  }

  start(): void {
    // Nothing runs until it is asked for.
  }

  async stopReading(): Promise<void> {
    this.isLeaving = true;
    await this.each((replay) => replay.stopReading());
  }

  untilIdle(): Promise<void> {
    return this.each((replay) => replay.untilIdle());
  }

  abort(): Promise<void> {
    return this.each((replay) => replay.abort());
  }

  close(): void {
    for (const replay of this.running.values()) replay.close();
  }

  private async each(step: (replay: RunningReplay) => Promise<void>): Promise<void> {
    await Promise.all([...this.running.values()].map(step));
  }
}
