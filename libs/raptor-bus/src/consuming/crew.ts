/** How many messages of work a process handles right now, over all channels; and the way to handle one with no other beside it. */
export class Crew {
  private running = 0;
  private closed = false;
  private alone: Promise<unknown> = Promise.resolve();
  private readonly opened = new Set<() => void>();
  private readonly idle: (() => void)[] = [];

  /** False while one message is to be alone. */
  get isOpen(): boolean {
    return !this.closed;
  }

  /** Called whenever others may begin again. @returns how to stop listening. */
  onOpen(listener: () => void): () => void {
    this.opened.add(listener);
    return () => void this.opened.delete(listener);
  }

  begin(): void {
    this.running += 1;
  }

  end(): void {
    this.running -= 1;
    if (this.running === 0) for (const wake of this.idle.splice(0)) wake();
  }

  /**
   * Waits until nothing runs, has `start` begin one, and keeps others from it until that has ended and `settled`: if the
   * process dies now, it was this.
   */
  runAlone(start: () => Promise<void>, settled: () => Promise<void> = () => Promise.resolve()): Promise<void> {
    const turn = this.alone.then(async () => {
      this.closed = true;
      try {
        await this.untilIdle();
        await start();
        await this.untilIdle();
        await settled();
      } finally {
        this.closed = false;
        for (const listener of this.opened) listener();
      }
    });
    this.alone = turn.catch(() => undefined);
    return turn;
  }

  private async untilIdle(): Promise<void> {
    if (this.running > 0) await new Promise<void>((resolve) => this.idle.push(resolve));
  }
}
