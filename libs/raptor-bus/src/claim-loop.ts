import type { Redis } from 'ioredis';
import { toEntries, type StreamEntry } from './stream-entry';

export interface ClaimOptions {
  readonly streams: readonly string[];
  readonly group: string;
  readonly consumer: string;
  readonly leaseMs: number;
  /** Entries this process is working on: its own, however old. */
  isMine(entryId: string): boolean;
  untilFree(): Promise<void>;
  deliver(entry: StreamEntry): void;
  trouble(error: unknown): void;
}

/** Takes over entries whose lease is over: their process died, or they are due for another try. */
export class ClaimLoop {
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly commands: Redis,
    private readonly options: ClaimOptions,
  ) {}

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
      this.sweep()
        .catch((error: unknown) => {
          this.options.trouble(error);
        })
        .finally(() => {
          this.schedule();
        });
    }, this.options.leaseMs / 3);
  }

  private async sweep(): Promise<void> {
    for (const stream of this.options.streams) await this.sweepStream(stream);
  }

  private async sweepStream(stream: string): Promise<void> {
    const { group, consumer, leaseMs, isMine, deliver, untilFree } = this.options;
    const due = (await this.commands.xpending(stream, group, 'IDLE', leaseMs, '-', '+', 100)) as [
      string,
      ...unknown[],
    ][];
    for (const [id] of due) {
      if (isMine(id)) continue;
      await untilFree();
      if (this.stopped) return;
      const claimed = (await this.commands.xclaim(stream, group, consumer, leaseMs, id)) as [string, string[]][];
      for (const entry of toEntries(stream, claimed)) deliver(entry);
    }
  }
}
