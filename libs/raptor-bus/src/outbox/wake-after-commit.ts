/** How long after a row was written its commit is looked for, in milliseconds: most have come by then. */
const SOON_MS = 3;
/** A second look, for transactions that had more to do. What takes longer waits for the relay's own poll. */
const LATER_MS = 25;

/**
 * Wakes the relay of this process when rows have been written by a transaction whose commit cannot be seen: a few
 * milliseconds after each write, and once more after the last one. Many writes share a wake.
 */
export class WakeAfterCommit {
  private readonly listeners = new Set<() => void>();
  private soon: NodeJS.Timeout | undefined;
  private later: NodeJS.Timeout | undefined;
  private writtenSince = false;

  /** @returns how to stop listening. */
  onWake(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** At once. */
  wake(): void {
    for (const listener of this.listeners) listener();
  }

  written(): void {
    if (this.listeners.size === 0) return;
    this.writtenSince = this.soon !== undefined;
    this.soon ??= this.arm();
    if (this.later) this.later.refresh();
    else {
      this.later = setTimeout(() => {
        this.later = undefined;
        this.wake();
      }, LATER_MS).unref();
    }
  }

  private arm(): NodeJS.Timeout {
    return setTimeout(() => {
      this.soon = this.writtenSince ? this.arm() : undefined;
      this.writtenSince = false;
      this.wake();
    }, SOON_MS).unref();
  }
}
