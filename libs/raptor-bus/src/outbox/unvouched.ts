import type { RaptorBus } from '../raptor-bus';
import { reach } from '../redis/connection';

interface Published {
  readonly streamId: string;
}

/**
 * Tells for which published messages no confirmation can come any more: all their readers have acknowledged them, and
 * since that was seen every confirmation has been noted that was written by then. A reader writes it in the same pipeline as its
 * acknowledgement.
 */
export class Unvouched {
  /** By entry id, when it was first seen acknowledged, by Redis' clock. */
  private seen = new Map<string, number>();
  private seenThisTime = new Map<string, number>();

  constructor(private readonly bus: RaptorBus) {}

  async among<Row extends Published>(acknowledged: readonly Row[]): Promise<Row[]> {
    if (acknowledged.length === 0) return [];
    const { nowMs, oldestMs } = await this.confirmations();
    return acknowledged.filter(({ streamId }) => {
      const seenMs = this.seen.get(streamId) ?? nowMs;
      this.seenThisTime.set(streamId, seenMs);
      return oldestMs > seenMs && nowMs > seenMs;
    });
  }

  /** Called after each round of asking about all of them. */
  forgetOthers(): void {
    this.seen = this.seenThisTime;
    this.seenThisTime = new Map();
  }

  private async confirmations(): Promise<{ nowMs: number; oldestMs: number }> {
    const { commands, keys, options } = this.bus;
    const stream = keys.confirmations(options.service);
    const [[seconds, micros], [oldest]] = await reach(() =>
      Promise.all([commands.time(), commands.xrange(stream, '-', '+', 'COUNT', 1)]),
    );
    const nowMs = Number(seconds) * 1_000 + Math.floor(Number(micros) / 1_000);
    return { nowMs, oldestMs: oldest ? Number(oldest[0].split('-')[0]) : Infinity };
  }
}
