/** How much work to hold ready, in milliseconds: enough that no slot waits for Redis, too little for another replica to miss it. */
const HELD_READY_MS = 20;

/** Most entries held ready, as a multiple of the slots. */
const MOST_AHEAD = 1.5;

/** Handlers must have been seen this often before anything is taken ahead. */
const LEAST_SEEN = 16;

/** Learns how long handlers take, to say how much to take ahead of free slots: nothing, where they take seconds. */
export class Pace {
  private averageMs = 0;
  private seen = 0;

  constructor(private readonly slots: number) {}

  tookMs(elapsedMs: number): void {
    this.seen += 1;
    this.averageMs += (elapsedMs - this.averageMs) / Math.min(this.seen, 32);
  }

  /** Entries of each lane to hold beyond those being handled. */
  get ahead(): number {
    if (this.seen < LEAST_SEEN) return 0;
    const most = Math.ceil(this.slots * MOST_AHEAD);
    return Math.min(most, Math.floor((this.slots * HELD_READY_MS) / Math.max(this.averageMs, 0.01)));
  }
}
