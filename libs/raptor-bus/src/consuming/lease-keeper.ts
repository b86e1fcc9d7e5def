import type { RaptorBus } from '../raptor-bus';
import { Script } from '../redis/script';
import { RENEW_LEASES } from './renew-leases.lua';
import type { Work } from './work';

const renewLeases = new Script(RENEW_LEASES);

/** How long after its time is over a handler may go on before its message is let go, as a number of leases. */
const GRACE_LEASES = 1;

export interface KeptLeases {
  readonly bus: RaptorBus;
  readonly channel: string;
  readonly group: string;
  /** Everything this process has taken and not acknowledged. */
  working(): Iterable<Work>;
  /** Called once for work whose handler goes on long after its time. */
  letGo(work: Work): void;
}

/** Says three times in each lease that this process still works on what it has, and learns what it has lost. */
export class LeaseKeeper {
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(private readonly kept: KeptLeases) {}

  start(): void {
    this.schedule();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private schedule(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.renew()
        .catch((error: unknown) =>
          this.kept.bus.options.observer?.trouble?.(`renewing leases on ${this.kept.channel}`, error),
        )
        .finally(() => {
          this.schedule();
        });
    }, this.kept.bus.options.leaseMs / 3);
  }

  private async renew(): Promise<void> {
    const { bus, working } = this.kept;
    const byStream = new Map<string, Map<string, Work>>();
    for (const work of working()) {
      this.limit(work);
      if (work.lost) continue;
      const ofStream = byStream.get(work.stream) ?? new Map<string, Work>();
      byStream.set(work.stream, ofStream.set(work.entryId, work));
    }
    if (bus.commands.status !== 'ready') return;
    await Promise.all([...byStream].map(([stream, works]) => this.renewStream(stream, works)));
  }

  private async renewStream(stream: string, works: Map<string, Work>): Promise<void> {
    const { bus, group } = this.kept;
    try {
      const args = [group, bus.options.instance, ...works.keys()];
      for (const id of (await renewLeases.run(bus.commands, [stream], args)) as string[]) works.get(id)?.lose();
    } catch (error) {
      // Redis came back empty: nobody has these entries, and what they are about will be published again.
      if (!(error instanceof Error && error.message.includes('NOGROUP'))) throw error;
    }
  }

  private limit(work: Work): void {
    const overMs = Date.now() - (work.lost ? work.lostAt : work.begunAt + this.limitMs);
    if (work.begunAt === 0 || work.returned || overMs < 0) return;
    if (!work.timedOut && !work.lost) {
      work.timedOut = true;
      work.abort(new Error(`Its handler ran longer than ${this.limitMs} ms`));
    }
    const patienceMs = GRACE_LEASES * this.kept.bus.options.leaseMs;
    if (!work.letGo && overMs > patienceMs) this.kept.letGo(work);
  }

  private get limitMs(): number {
    return this.kept.bus.options.processingTimeoutMs ?? 600_000;
  }
}
