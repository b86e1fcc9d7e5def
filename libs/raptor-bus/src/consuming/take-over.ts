import type { RaptorBus } from '../raptor-bus';
import { Script } from '../redis/script';
import { toEntries } from '../redis/stream-entry';
import { TAKE_OVER } from './take-over.lua';
import { Work } from './work';

const takeOver = new Script(TAKE_OVER);

/** However long the lease: work that is due again, or that a leaving replica gives back, is looked for this often, in milliseconds. */
const AT_LEAST_EVERY_MS = 500;

/**
 * Due: it failed or was given back. Forgotten: its lease ran out, and the process that had it lives. Orphaned: that
 * process is silent.
 */
export type Origin = 'due' | 'forgotten' | 'orphaned';

export interface TakingOver {
  readonly bus: RaptorBus;
  readonly channel: string;
  readonly group: string;
  readonly streams: readonly string[];
  /** How many can begin at once. */
  free(): number;
  take(work: Work, origin: Origin): void;
}

/** Takes entries that others leave behind: their process died or gave them back, or they are due for another try. */
export class TakeOver {
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  private sweeping: Promise<void> = Promise.resolve();

  constructor(private readonly options: TakingOver) {}

  start(): void {
    this.schedule();
  }

  /** Takes over nothing more. Resolves when what was on its way has been delivered. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.sweeping;
  }

  private schedule(): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.sweeping = this.sweep().catch((error: unknown) => {
        // The reader makes streams and groups, and the connection tells of its own loss.
        const expected = error instanceof Error && error.message.includes('NOGROUP');
        const { bus, channel } = this.options;
        if (!this.stopped && !expected && bus.commands.status === 'ready')
          bus.options.observer?.trouble?.(`taking over on ${channel}`, error);
      });
      void this.sweeping.then(() => {
        this.schedule();
      });
    }, this.everyMs);
  }

  private get everyMs(): number {
    return Math.min(this.options.bus.options.leaseMs / 3, AT_LEAST_EVERY_MS);
  }

  /**
   * Takes as long as there is something and room for it. Without room it still asks: for nothing, so that others see
   * that this process lives.
   */
  private async sweep(): Promise<void> {
    const { bus, channel, group, streams } = this.options;
    const keys = [bus.keys.retries(channel, group), ...streams];
    while (!this.stopped && bus.commands.status === 'ready') {
      const most = Math.max(0, this.options.free());
      const { instance, leaseMs } = bus.options;
      const args = [group, instance, leaseMs, most, Math.floor(leaseMs / 2)];
      const taken = (await takeOver.run(bus.commands, keys, args)) as Taken[];
      for (const entry of taken) this.deliver(entry);
      if (most === 0 || taken.length < most) return;
    }
  }

  private deliver([lane, id, fields, how]: Taken): void {
    const { bus, channel, group, streams } = this.options;
    const stream = streams[lane - 1] ?? '';
    if (how === 'gone') {
      const error = new Error(`Entry ${id} of ${stream} was deleted before ${group} had handled it`);
      bus.options.observer?.trouble?.(`taking over on ${channel}`, error);
      return;
    }
    for (const entry of toEntries(stream, [[id, fields as string[]]])) this.options.take(new Work(entry, group), how);
  }
}

type Taken = [lane: number, id: string, fields: string[] | '', how: Origin | 'gone'];
