/** How many messages a client may send at once, and how many more with each second. */
const BURST = 20;
const PER_SECOND = 2;

/** Counts what one client sends. */
export class MessageAllowance {
  private left = BURST;

  constructor(private at = performance.now()) {}

  /** @returns false when it was too much. */
  take(now = performance.now()): boolean {
    this.left = Math.min(BURST, this.left + ((now - this.at) / 1_000) * PER_SECOND);
    this.at = now;
    if (this.left < 1) return false;
    this.left -= 1;
    return true;
  }
}
