import type { RaptorBus } from '../raptor-bus';

/** Entries to be removed gather for this long, in milliseconds. */
const GATHER_MS = 5;

/** Takes queries that were read out of their streams, many at a time. What it misses while Redis is away goes with the next trim. */
export class Removals {
  private readonly waiting = new Map<string, string[]>();

  constructor(private readonly bus: RaptorBus) {}

  add(stream: string, entryId: string): void {
    if (this.waiting.size === 0) setTimeout(this.flush, GATHER_MS);
    const ids = this.waiting.get(stream);
    if (ids) ids.push(entryId);
    else this.waiting.set(stream, [entryId]);
  }

  private readonly flush = (): void => {
    for (const [stream, ids] of this.waiting) this.bus.sendSoon(['xdel', stream, ...ids]).catch(() => undefined);
    this.waiting.clear();
  };
}
