import { randomBytes } from 'node:crypto';
import type { BusKeys } from '../keys';
import { untilConnected } from '../redis/connection';
import { Script } from '../redis/script';
import { FORGET_LIVE_EPOCH } from './forget-live-epoch.lua';
import type { LiveBus } from './live-bus';
import type { LivePosition } from './live-frame';
import type { LiveSettings } from './live-settings';
import { PUBLISH_LIVE_UPDATE } from './publish-live-update.lua';
import { READ_LIVE_UPDATES } from './read-live-updates.lua';

const PUBLISH = new Script(PUBLISH_LIVE_UPDATE);
const READ = new Script(READ_LIVE_UPDATES);
const FORGET = new Script(FORGET_LIVE_EPOCH);

const NONE = -1;

/** What Redis has of a workspace, frames as they are written. */
export interface StoredUpdates {
  readonly position: LivePosition;
  /** Those after the number that was asked for, as far as they are kept. */
  readonly frames: readonly string[];
  /** The single one that was asked for, if it is kept. */
  readonly one: string | undefined;
}

/** The live updates in Redis. Errors are Redis's and ioredis's own. */
export class LiveStore {
  private connecting: Promise<void> | undefined;

  constructor(
    private readonly bus: LiveBus,
    private readonly settings: LiveSettings,
  ) {}

  async append(workspaceId: string, eventId: string, sealed: string): Promise<LivePosition> {
    const { backlogFrames, backlogBytes, idleMs } = this.settings;
    const channel = this.bus.keys.liveChannel(workspaceId);
    const args = [channel, eventId, sealed, newEpoch(), backlogFrames, backlogBytes, idleMs];
    await this.connected();
    const reply = await PUBLISH.run(this.bus.commands, keysOf(this.bus.keys, workspaceId), args);
    const [epoch, seq] = reply as [string, number];
    return { epoch, seq };
  }

  /** Frames after number `after`, and number `one` besides. Begins an epoch when there is none. */
  async read(workspaceId: string, after = NONE, one = NONE): Promise<StoredUpdates> {
    const args = [newEpoch(), this.settings.idleMs, after, one];
    await this.connected();
    const reply = await READ.run(this.bus.commands, keysOf(this.bus.keys, workspaceId), args);
    const [epoch, seq, frames, oneMore] = reply as [string, number, string[], string];
    return { position: { epoch, seq }, frames, one: oneMore || undefined };
  }

  /** Ends an epoch, if it still is the workspace's. */
  async forget(workspaceId: string, epoch: string): Promise<void> {
    await FORGET.run(this.bus.commands, keysOf(this.bus.keys, workspaceId), [epoch]);
  }

  /** Where workspaces are, in their order; nothing for those that Redis knows nothing of. One round trip. */
  async positions(workspaceIds: readonly string[]): Promise<(LivePosition | undefined)[]> {
    const pipeline = this.bus.commands.pipeline();
    for (const id of workspaceIds) pipeline.hmget(this.bus.keys.live(id), 'epoch', 'seq');
    const replies = (await pipeline.exec()) ?? [];
    return replies.map(([error, reply]) => {
      if (error) throw error;
      const [epoch, seq] = reply as [string | null, string | null];
      return epoch === null ? undefined : { epoch, seq: Number(seq) };
    });
  }

  /** Shared, because many may ask while the connection is being made. */
  private async connected(): Promise<void> {
    const { commands, options } = this.bus;
    if (commands.status === 'ready') return;
    this.connecting ??= untilConnected(commands, options.commandTimeoutMs).finally(() => (this.connecting = undefined));
    await this.connecting;
  }
}

const keysOf = (keys: BusKeys, workspaceId: string): string[] => [
  keys.live(workspaceId),
  keys.liveBacklog(workspaceId),
  keys.liveSeen(workspaceId),
];

const newEpoch = (): string => randomBytes(9).toString('base64url');
