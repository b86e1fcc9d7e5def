import type { LiveFeed, Reading, Wanted } from './live-feed';

/** Feeds read at once: a whole fleet of workspaces after a reconnect must not be in memory together. */
export const MOST_AT_ONCE = 32;

/** Pause after readings that failed, in milliseconds. */
const PAUSE_MS = 250;

/** What catching up needs of Redis. */
export interface FeedSource {
  read(feed: LiveFeed, wanted: Wanted): Promise<Reading>;
  /** Ends an epoch of the feed's workspace. */
  forget(feed: LiveFeed, epoch: string): Promise<void>;
}

/** Reads feeds that miss something from the backlog, many at a time, until none does. */
export class CatchUp {
  private readonly waiting = new Set<LiveFeed>();
  private isRunning = false;
  private pause: NodeJS.Timeout | undefined;
  private isTroubled = false;

  /** `report` gets the first failure of a row. */
  constructor(
    private readonly source: FeedSource,
    private readonly report: (error: unknown) => void,
  ) {}

  add(feed: LiveFeed): void {
    this.waiting.add(feed);
    if (!this.isRunning && !this.pause) void this.run();
  }

  drop(feed: LiveFeed): void {
    this.waiting.delete(feed);
  }

  stop(): void {
    this.waiting.clear();
    clearTimeout(this.pause);
  }

  private async run(): Promise<void> {
    this.isRunning = true;
    const failed: LiveFeed[] = [];
    while (this.waiting.size > 0) {
      const batch = [...this.waiting].slice(0, MOST_AT_ONCE);
      for (const feed of batch) this.waiting.delete(feed);
      const read = await Promise.all(batch.map((feed) => this.readOne(feed)));
      const unread = batch.filter((_feed, index) => !read[index]);
      failed.push(...unread);
      // Redis is away for all of them, not for one.
      if (unread.length === batch.length) break;
    }
    this.isRunning = false;
    for (const feed of failed) if (!feed.isEmpty) this.waiting.add(feed);
    if (this.waiting.size > 0) this.tryLater();
    else this.isTroubled = false;
  }

  private async readOne(feed: LiveFeed): Promise<boolean> {
    // Not subscribed: it is read when it is.
    if (feed.isEmpty || !feed.subscribed) return true;
    try {
      const reading = await this.source.read(feed, feed.begin());
      if (feed.contradicts(reading)) {
        feed.distrust();
        await this.source.forget(feed, reading.position.epoch);
        this.waiting.add(feed);
      } else if (!feed.settle(reading)) this.waiting.add(feed);
      return true;
    } catch (error) {
      if (!this.isTroubled) this.report(error);
      this.isTroubled = true;
      return false;
    }
  }

  private tryLater(): void {
    this.pause = setTimeout(() => {
      this.pause = undefined;
      if (this.waiting.size > 0) void this.run();
    }, PAUSE_MS).unref();
  }
}
