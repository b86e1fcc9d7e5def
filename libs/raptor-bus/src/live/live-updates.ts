import { reach } from '../redis/connection';
import type { LiveBus } from './live-bus';
import type { LivePosition, LiveUpdate } from './live-frame';
import { LIVE_DEFAULTS, type LiveSettings } from './live-settings';
import { LiveStore } from './live-store';
import { LiveWire } from './live-wire';

/** Publishes what the listeners of a workspace are to hear now. Hints, not work: what must not be lost is a message. */
export class LiveUpdates {
  private readonly store: LiveStore;
  private readonly wire: LiveWire;

  constructor(bus: LiveBus, settings: Partial<LiveSettings> = {}) {
    this.store = new LiveStore(bus, { ...LIVE_DEFAULTS, ...settings });
    this.wire = new LiveWire(bus.sealer, bus.keys);
  }

  /**
   * Gives the update the next number of its workspace and tells all listeners. One whose event id is in the backlog
   * already is not told again; it gets the position that it has. So after a failure the same update may be published again.
   * @throws BusUnavailableError when Redis is away: it may have been published; MessageInvalidError when it is too large.
   */
  async publish(workspaceId: string, update: LiveUpdate): Promise<LivePosition> {
    const sealed = this.wire.seal(workspaceId, update);
    return reach(() => this.store.append(workspaceId, update.eventId, sealed));
  }
}
