import type { FeedSource } from './catch-up';
import type { LiveBus } from './live-bus';
import type { LiveFeed, Reading, Wanted } from './live-feed';
import type { LiveFrame } from './live-frame';
import type { LiveSettings } from './live-settings';
import { LiveStore } from './live-store';
import { LiveWire } from './live-wire';

/** Workspaces whose position is asked for in one round trip. */
const MOST_AT_ONCE = 500;

/** What Redis keeps of live updates, as feeds read it. Frames that nobody of the fleet has written are reported and left out. */
export class LiveBacklog implements FeedSource {
  private readonly store: LiveStore;
  private readonly wire: LiveWire;

  constructor(
    private readonly bus: LiveBus,
    private readonly settings: LiveSettings,
  ) {
    this.store = new LiveStore(bus, settings);
    this.wire = new LiveWire(bus.sealer, bus.keys);
  }

  async read({ workspaceId }: LiveFeed, { after, head }: Wanted): Promise<Reading> {
    const { position, frames, one } = await this.store.read(workspaceId, after, head);
    return {
      position,
      frames: frames.flatMap((text) => this.open(workspaceId, text) ?? []),
      headEventId: one === undefined ? undefined : this.open(workspaceId, one)?.eventId,
    };
  }

  async forget({ workspaceId }: LiveFeed, epoch: string): Promise<void> {
    await this.store.forget(workspaceId, epoch);
  }

  /** Feeds that are not where Redis is, and those that must be read for Redis not to forget them. */
  async outdated(feeds: readonly LiveFeed[]): Promise<LiveFeed[]> {
    const readBefore = performance.now() - this.settings.idleMs / 4;
    const outdated: LiveFeed[] = [];
    for (let start = 0; start < feeds.length; start += MOST_AT_ONCE) {
      const some = feeds.slice(start, start + MOST_AT_ONCE);
      const positions = await this.store.positions(some.map(({ workspaceId }) => workspaceId));
      outdated.push(...some.filter((feed, index) => feed.readAt < readBefore || !feed.isAt(positions[index])));
    }
    return outdated;
  }

  open(workspaceId: string, text: string): LiveFrame | undefined {
    try {
      return this.wire.open(workspaceId, text);
    } catch (error) {
      this.bus.options.observer?.trouble?.('hearing a live update', error);
      return undefined;
    }
  }
}
