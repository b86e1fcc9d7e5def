import type { Redis } from 'ioredis';
import { toEntries, type RawEntry, type StreamEntry } from './stream-entry';

export interface ClaimOptions {
  readonly streams: readonly string[];
  readonly group: string;
  readonly consumer: string;
  readonly leaseMs: number;
  /** Entries this process is working on: its own, however old. */
  isMine(stream: string, entryId: string): boolean;
  untilFree(): Promise<void>;
  deliver(entry: StreamEntry): void;
  trouble(error: unknown): void;
}

/** However long the lease: work that a leaving replica gives back is looked for this often, in milliseconds. */
const AT_LEAST_EVERY_MS = 1_000;

/** Takes over entries whose lease is over: their process died or gave them back, or they are due for another try. */
export class ClaimLoop {
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;
  private claiming: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly commands: Redis,
    private readonly options: ClaimOptions,
  ) {}

  start(): void {
    this.schedule();
  }

  /** Takes over nothing more. Resolves when a claim that was on its way has been delivered. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.claiming.catch(() => undefined);
  }

  private schedule(): void {
    if (this.stopped) return;
    const everyMs = Math.min(this.options.leaseMs / 3, AT_LEAST_EVERY_MS);
    this.timer = setTimeout(() => {
      this.sweep()
        .catch((error: unknown) => {
          if (!this.stopped) this.options.trouble(error);
        })
        .finally(() => {
          this.schedule();
        });
    }, everyMs);
  }

  private async sweep(): Promise<void> {
    for (const stream of this.options.streams) {
      // The reader makes streams and groups, and the connection tells of its own loss.
      if (this.commands.status === 'ready') await this.sweepStream(stream);
    }
  }

  private async sweepStream(stream: string): Promise<void> {
    const { group, leaseMs, isMine, untilFree } = this.options;
    const due = (await this.commands.xpending(stream, group, 'IDLE', leaseMs, '-', '+', 100)) as [
      string,
      ...unknown[],
    ][];
    for (const [id] of due) {
      if (isMine(stream, id)) continue;
      await untilFree();
      if (this.stopped) return;
      await (this.claiming = this.claim(stream, id));
    }
  }

  private async claim(stream: string, id: string): Promise<void> {
    const { group, consumer, leaseMs, deliver } = this.options;
    const claimed = (await this.commands.xclaim(stream, group, consumer, leaseMs, id)) as (RawEntry | null)[];
    for (const entry of toEntries(stream, claimed)) deliver(entry);
  }
}
