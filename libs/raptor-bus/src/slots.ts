/** A bounded number of things at once. */
export class Slots {
  private admitted = 0;
  private readonly turns: (() => void)[] = [];
  private readonly waiters: (() => void)[] = [];

  constructor(private readonly size: number) {}

  /** How many more can begin at once; below zero when some wait for their turn. */
  get free(): number {
    return this.size - this.admitted;
  }

  /** Those that have a slot and those that wait for one. */
  get inUse(): number {
    return this.admitted;
  }

  /** Resolves when a slot is there, in the order of the calls. Each call is ended by {@link give}. */
  async acquire(): Promise<void> {
    this.admitted += 1;
    if (this.admitted > this.size) await new Promise<void>((resolve) => this.turns.push(resolve));
  }

  give(): void {
    this.admitted -= 1;
    this.turns.shift()?.();
    for (const wake of this.waiters.splice(0)) wake();
  }

  /** Resolves when at least one slot is free. */
  async untilFree(): Promise<void> {
    while (this.free <= 0) await this.untilChange();
  }

  /** Resolves when none is taken. */
  async untilIdle(): Promise<void> {
    while (this.admitted > 0) await this.untilChange();
  }

  private untilChange(): Promise<void> {
    return new Promise((resolve) => this.waiters.push(resolve));
  }
}
