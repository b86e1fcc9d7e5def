/** A bounded number of things at once. */
export class Slots {
  private taken = 0;
  private readonly waiters: (() => void)[] = [];

  constructor(private readonly size: number) {}

  get free(): number {
    return this.size - this.taken;
  }

  get inUse(): number {
    return this.taken;
  }

  take(): void {
    this.taken += 1;
  }

  give(): void {
    this.taken -= 1;
    for (const wake of this.waiters.splice(0)) wake();
  }

  /** Resolves when at least one slot is free. */
  async untilFree(): Promise<void> {
    while (this.free <= 0) await this.untilChange();
  }

  /** Resolves when none is taken. */
  async untilIdle(): Promise<void> {
    while (this.taken > 0) await this.untilChange();
  }

  private untilChange(): Promise<void> {
    return new Promise((resolve) => this.waiters.push(resolve));
  }
}
