import type { DeadLetterStore } from '../dead-letters/dead-letter-store';
import type { Outcome } from '../options';
import type { RaptorBus } from '../raptor-bus';
import type { StreamEntry } from '../redis/stream-entry';
import { Acknowledger } from './acknowledger';
import { ChannelConsumer } from './channel-consumer';
import { recall, recordAlone } from './crash-record';
import type { Crew } from './crew';
import type { Invoke } from './deliver';
import { LeaseKeeper } from './lease-keeper';
import { verdictOn } from './poison-verdict';
import { groupPlan } from './read-plans';
import { TakeOver, type Origin } from './take-over';
import type { Work } from './work';
import { WorkDelivery } from './work-delivery';

export interface WorkSource {
  readonly bus: RaptorBus;
  readonly channel: string;
  /** The consumer group for which it is read: the service, or the name of a replay. */
  readonly group: string;
  /** Most urgent first. */
  readonly streams: readonly string[];
  /** Every group that must exist before anything is read. */
  readonly groups: readonly string[];
  readonly deadLetters: DeadLetterStore;
  readonly crew: Crew;
  readonly invoke: Invoke;
}

/** Reads a channel of work through a consumer group: leases, tries, dead letters, and what others leave behind. */
export class WorkConsumer extends ChannelConsumer {
  private readonly working: Map<string, Work>;
  private readonly delivery: WorkDelivery;
  private readonly acknowledger: Acknowledger;
  private readonly leases: LeaseKeeper;
  private readonly takeOver: TakeOver;
  /** True once nothing may begin any more. */
  private leaving = false;

  constructor(private readonly source: WorkSource) {
    const { bus, channel, group, streams, groups, deadLetters, crew, invoke } = source;
    const working = new Map<string, Work>();
    const acknowledger = new Acknowledger(bus, channel, group, (work) => {
      if (working.get(work.key) === work) working.delete(work.key);
    });
    const delivery = new WorkDelivery({ bus, channel, group, streams, deadLetters, acknowledger });
    super({
      bus,
      channel,
      group,
      streams,
      crew,
      invoke,
      deliver: (work, run) => delivery.handle(work, run),
      plan: (deliver: (entry: StreamEntry) => void) =>
        groupPlan({ channel, streams, group, groups, consumer: bus.options.instance, deliver }),
    });
    this.working = working;
    this.delivery = delivery;
    this.acknowledger = acknowledger;
    this.leases = new LeaseKeeper({
      bus,
      channel,
      group,
      working: () => working.values(),
      letGo: (work) => void this.letGo(work),
    });
    this.takeOver = new TakeOver({
      bus,
      channel,
      group,
      streams,
      free: () => (crew.isOpen ? this.free : 0),
      take: (work, origin) => void this.resume(work, origin),
    });
  }

  override start(): void {
    super.start();
    this.leases.start();
    this.takeOver.start();
  }

  override async stopReading(): Promise<void> {
    this.leaving = true;
    await Promise.all([this.takeOver.stop(), super.stopReading()]);
    await this.giveBack(this.drainWaiting());
  }

  override async untilIdle(): Promise<void> {
    await super.untilIdle();
    await this.acknowledger.untilIdle();
  }

  /** Tells every handler to stop and gives its work back at once, so that another replica need not wait for the lease. */
  override async abort(): Promise<void> {
    this.leases.stop();
    this.delivery.close();
    this.acknowledger.close();
    const working = [...this.working.values()].filter((work) => !work.ended && !work.acknowledging);
    const givenBack = this.giveBack(working);
    for (const work of working) work.leave();
    await givenBack;
  }

  override close(): void {
    super.close();
    this.leases.stop();
    this.delivery.close();
    this.acknowledger.close();
  }

  protected override take(work: Work): void {
    this.working.set(work.key, work);
    super.take(work);
  }

  protected override ended(work: Work, outcome: Outcome | undefined, elapsedMs: number): void {
    super.ended(work, outcome, elapsedMs);
    // What is done stays until Redis knows; everything else is somebody else's from now on.
    if (!work.acknowledging && this.working.get(work.key) === work) this.working.delete(work.key);
  }

  private async giveBack(works: readonly Work[]): Promise<void> {
    const { bus, channel } = this.source;
    await Promise.all(
      works.map(async (work) => {
        try {
          await this.delivery.giveBack(work);
        } catch (error) {
          bus.options.observer?.trouble?.(`giving back on ${channel}`, error);
        }
        if (work.begunAt === 0) this.working.delete(work.key);
      }),
    );
  }

  /** A handler that does not listen to its signal keeps its slot, but neither its message nor the others of its crew. */
  private async letGo(work: Work): Promise<void> {
    const { bus, channel, crew } = this.source;
    try {
      this.ended(work, await this.delivery.letGo(work), Date.now() - work.begunAt);
    } catch (error) {
      this.working.delete(work.key);
      bus.options.observer?.trouble?.(`letting go on ${channel}`, error);
    }
    crew.end();
  }

  /** Sees to it that work which kills processes takes nobody with it: what is suspect is handled alone. */
  private async resume(work: Work, origin: Origin): Promise<void> {
    const { bus, channel, group, crew } = this.source;
    // Redis handed out again what this process is working on: its lease was not renewed in time.
    if (this.working.has(work.key)) return;
    this.working.set(work.key, work);
    const hash = bus.keys.attempts(channel, group);
    try {
      const eventId = idOf(work, bus, channel);
      if (eventId) {
        await recall(bus, hash, work, eventId, origin);
        if (verdictOn(work) === 'suspect') {
          const start = async (): Promise<void> => {
            if (this.leaving) return this.giveBack([work]);
            await recordAlone(bus, hash, eventId);
            this.begin(work);
          };
          // Until Redis knows that it is done: else the next one's death would be put down to it.
          await crew.runAlone(start, () => this.acknowledger.untilIdle());
          return;
        }
      }
      if (this.leaving) await this.giveBack([work]);
      else super.take(work);
    } catch (error) {
      // Not begun: its lease brings it again.
      this.working.delete(work.key);
      bus.options.observer?.trouble?.(`taking over on ${channel}`, error);
    }
  }
}

/** The event's id, or nothing when it cannot be read. */
function idOf(work: Work, bus: RaptorBus, channel: string): string | undefined {
  try {
    return work.read(bus, channel).id;
  } catch {
    return work.envelope?.id;
  }
}
