import type { Redis } from 'ioredis';
import { BusUnavailableError } from '../bus-errors';
import { blockingConnection, connectInBackground } from '../redis/connection';
import { CatchUp } from './catch-up';
import { Follower } from './follower';
import { LiveBacklog } from './live-backlog';
import type { LiveBus } from './live-bus';
import { LiveFeed } from './live-feed';
import type { LiveListener, LivePosition } from './live-frame';
import { LIVE_DEFAULTS, type LiveSettings } from './live-settings';

/** One listener's place among the live updates of a workspace. */
export interface LiveSubscription {
  /** After the last frame or snapshot that the listener was told of; where it began before that. */
  readonly position: LivePosition;
  /** The listener hears nothing from here on, not even the rest of what is being told right now. */
  close(): void;
}

/** Channels in one SUBSCRIBE. */
const MOST_CHANNELS = 200;

/** How often a silent connection is asked whether it is alive, in milliseconds. */
const PING_MS = 1_000;

/**
 * Hears the live updates of many workspaces on one connection, however many listeners each has. A listener is told every
 * frame after its position once and in order, whatever becomes of connections, or that it needs a snapshot: when its
 * position is of another epoch, ahead of Redis, or older than the backlog. One per process.
 */
export class LiveSubscriber {
  private readonly settings: LiveSettings;
  private readonly redis: Redis;
  private readonly backlog: LiveBacklog;
  private readonly catchUp: CatchUp;
  /** By Pub/Sub channel; only workspaces that somebody listens to. */
  private readonly feeds = new Map<string, LiveFeed>();
  private timers: NodeJS.Timeout[] = [];
  private isChecking = false;
  private isClosed = false;

  constructor(
    private readonly bus: LiveBus,
    settings: Partial<LiveSettings> = {},
  ) {
    this.settings = { ...LIVE_DEFAULTS, ...settings };
    this.backlog = new LiveBacklog(bus, this.settings);
    this.catchUp = new CatchUp(this.backlog, this.troubleWith('catching up with live updates'));
    this.redis = blockingConnection(bus.options, 'live');
    this.redis.on('ready', () => {
      this.listenTo([...this.feeds.values()]);
    });
    this.redis.on('close', () => {
      for (const feed of this.feeds.values()) feed.lost();
    });
    this.redis.on('message', (channel: string, text: string) => {
      this.hear(channel, text);
    });
    this.bus.commands.on('ready', this.doubtAll);
  }

  /** Workspaces that somebody listens to. */
  get workspaces(): number {
    return this.feeds.size;
  }

  /**
   * Follows a workspace from `after`, or from now. Resolves once the listener's place is known; frames that it had missed
   * were told before that.
   * @throws BusUnavailableError when that takes longer than `commandTimeoutMs`; nothing is left then.
   */
  async subscribe(
    workspaceId: string,
    { after }: { readonly after?: LivePosition },
    listener: LiveListener,
  ): Promise<LiveSubscription> {
    if (this.isClosed) throw new BusUnavailableError('Live updates are closed');
    this.connect();
    const follower = new Follower(after, listener, this.troubleWith('telling a listener of live updates'));
    const feed = this.follow(workspaceId, follower);
    const close = (): void => {
      this.leave(feed, follower);
    };
    try {
      const place = await follower.placedWithin(this.bus.options.commandTimeoutMs);
      return {
        get position() {
          return follower.position ?? place;
        },
        close,
      };
    } catch (error) {
      close();
      throw error;
    }
  }

  /** Opens the connection without waiting for it. */
  connect(): void {
    if (this.timers.length > 0) return;
    connectInBackground(this.redis);
    const ping = (): void => {
      if (this.redis.status === 'ready') this.redis.ping().catch(() => undefined);
    };
    const check = (): void => void this.check();
    this.timers = [setInterval(ping, PING_MS).unref(), setInterval(check, this.settings.checkEveryMs).unref()];
  }

  /** Ends all subscriptions without a word to their listeners. */
  close(): void {
    this.isClosed = true;
    for (const timer of this.timers) clearInterval(timer);
    this.bus.commands.off('ready', this.doubtAll);
    this.catchUp.stop();
    for (const feed of this.feeds.values()) feed.close();
    this.feeds.clear();
    this.redis.disconnect();
  }

  private follow(workspaceId: string, follower: Follower): LiveFeed {
    const channel = this.bus.keys.liveChannel(workspaceId);
    const known = this.feeds.get(channel);
    const feed = known ?? new LiveFeed(workspaceId, channel);
    feed.add(follower);
    if (known?.subscribed) this.catchUp.add(known);
    if (!known) {
      this.feeds.set(channel, feed);
      this.listenTo([feed]);
    }
    return feed;
  }

  private leave(feed: LiveFeed, follower: Follower): void {
    feed.remove(follower);
    if (!feed.isEmpty || this.feeds.get(feed.channel) !== feed) return;
    this.feeds.delete(feed.channel);
    this.catchUp.drop(feed);
    if (this.redis.status === 'ready') this.redis.unsubscribe(feed.channel).catch(() => undefined);
  }

  /** First subscribed, then read: nothing can be said in between. */
  private listenTo(feeds: readonly LiveFeed[]): void {
    if (this.redis.status !== 'ready') return;
    for (let start = 0; start < feeds.length; start += MOST_CHANNELS) {
      const some = feeds.slice(start, start + MOST_CHANNELS);
      this.redis.subscribe(...some.map(({ channel }) => channel)).then(() => {
        for (const feed of some) {
          feed.subscribed = true;
          this.catchUp.add(feed);
        }
      }, this.troubleWith('subscribing to live updates'));
    }
  }

  private hear(channel: string, text: string): void {
    const feed = this.feeds.get(channel);
    const frame = feed && this.backlog.open(feed.workspaceId, text);
    if (feed && frame && !feed.heard(frame)) this.catchUp.add(feed);
  }

  /** Silence may be a lost frame: compares where feeds are with where Redis is. */
  private async check(): Promise<void> {
    if (this.isChecking || this.redis.status !== 'ready') return;
    this.isChecking = true;
    const feeds = [...this.feeds.values()];
    this.listenTo(feeds.filter(({ subscribed }) => !subscribed));
    const silent = feeds.filter((feed) => feed.wasSilent() && feed.subscribed);
    try {
      for (const feed of await this.backlog.outdated(silent)) this.doubt(feed);
    } catch (error) {
      this.troubleWith('checking live updates')(error);
    } finally {
      this.isChecking = false;
    }
  }

  /** Another connection may be to another Redis, or to one that was restarted. */
  private readonly doubtAll = (): void => {
    for (const feed of this.feeds.values()) this.doubt(feed);
  };

  private doubt(feed: LiveFeed): void {
    feed.distrust();
    this.catchUp.add(feed);
  }

  private troubleWith(what: string): (error: unknown) => void {
    return (error) => {
      if (!this.isClosed) this.bus.options.observer?.trouble?.(what, error);
    };
  }
}
