const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 15_000;
/** A life this long counts as healthy: what happened before it says nothing about the next crash. */
const HEALTHY_LIFE_MS = 30_000;

/** How long to wait before a crashed service is started again: 0.25 s, doubling up to 15 s, anew after a healthy life. */
export class RestartBackoff {
  private crashes = 0;

  /** The delay in ms after a crash of a process that had lived for `lifeMs`. */
  delayAfter(lifeMs: number): number {
    if (lifeMs >= HEALTHY_LIFE_MS) this.crashes = 0;
    const delay = Math.min(FIRST_DELAY_MS * 2 ** this.crashes, LONGEST_DELAY_MS);
    this.crashes += 1;
    return delay;
  }
}
