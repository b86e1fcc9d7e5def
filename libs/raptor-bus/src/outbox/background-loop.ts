/** How long to wait before the next round, in milliseconds: `leastMs` in any case, `mostMs` unless woken. */
export interface Rest {
  readonly leastMs: number;
  readonly mostMs: number;
}

const FIRST_RETRY_MS = 250;
/** Short enough that a server that is back is found within seconds. */
const LONGEST_RETRY_MS = 2_000;

/** Does something again and again, one round at a time. A round that fails is tried again, ever less often; that it fails is told once until one succeeds. */
export class BackgroundLoop {
  private running: Promise<void> | undefined;
  private stopped = false;
  private woken = false;
  private failures = 0;
  private look: () => void = () => undefined;

  constructor(
    private readonly round: () => Promise<Rest>,
    private readonly trouble: (error: unknown) => void,
  ) {}

  get isStopping(): boolean {
    return this.stopped;
  }

  start(): void {
    this.running ??= this.run();
  }

  /** The next round follows soon: after this one, if one is running. */
  wake(): void {
    this.woken = true;
    this.look();
  }

  /** No round begins any more. Resolves when the one that runs has ended. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.look();
    await this.running;
  }

  private async run(): Promise<void> {
    while (!this.stopped) {
      this.woken = false;
      const { leastMs, mostMs } = await this.tryRound();
      await this.pause(leastMs, () => this.stopped);
      await this.pause(mostMs - leastMs, () => this.stopped || this.woken);
    }
  }

  private async tryRound(): Promise<Rest> {
    try {
      const rest = await this.round();
      this.failures = 0;
      return rest;
    } catch (error) {
      if (this.failures === 0 && !this.stopped) this.trouble(error);
      const retryMs = Math.min(FIRST_RETRY_MS * 2 ** this.failures, LONGEST_RETRY_MS);
      this.failures += 1;
      return { leastMs: retryMs, mostMs: retryMs };
    }
  }

  private pause(ms: number, isOver: () => boolean): Promise<void> {
    if (ms <= 0 || isOver()) return Promise.resolve();
    return new Promise((resolve) => {
      const end = (): void => {
        clearTimeout(timer);
        this.look = () => undefined;
        resolve();
      };
      const timer = setTimeout(end, ms);
      this.look = () => {
        if (isOver()) end();
      };
    });
  }
}
