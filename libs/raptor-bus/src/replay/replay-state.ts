import type { RaptorBus } from '../raptor-bus';
import { reach } from '../redis/connection';
import { Script } from '../redis/script';
import { BEGIN_REPLAY } from './begin-replay.lua';
import { identityOf } from './check-request';
import { COPY_ENTRIES } from './copy-entries.lua';
import { KEEP_REPLAY } from './keep-replay.lua';
import { positionText, type LanePosition } from './lane-position';
import type { ReplayRequest } from './replay';

const beginReplay = new Script(BEGIN_REPLAY);
const copyEntries = new Script(COPY_ENTRIES);
const keepReplay = new Script(KEEP_REPLAY);

/** How long a replay that nobody runs can be gone on with, in seconds. */
const TIME_TO_LIVE_S = 86_400;

/** How far the lanes have been copied, as {@link positionText} says it, or '' at the beginning. */
export interface CopyState {
  readonly position: string;
  /** Entries copied so far, by all who run it. */
  readonly copied: number;
}

/** What Redis remembers of one replay. */
export class ReplayState {
  private readonly stream: string;
  private readonly hash: string;

  constructor(
    private readonly bus: RaptorBus,
    private readonly request: ReplayRequest,
  ) {
    const { channel, name } = request;
    this.stream = bus.keys.replay(channel, name);
    this.hash = bus.keys.replayState(channel, name);
  }

  /** @throws Error when the name is in use for another request; BusUnavailableError. */
  async begin(): Promise<CopyState & { readonly untilMs: number }> {
    const { name, until } = this.request;
    const args = [name, identityOf(this.request), until?.getTime() ?? '', TIME_TO_LIVE_S];
    const known = await reach(() => beginReplay.run(this.bus.commands, [this.stream, this.hash], args));
    if (!known) throw new Error(`The replay ${name} is of other messages: give this one another name`);
    const [untilMs, position = '', copied] = known as string[];
    return { untilMs: Number(untilMs), position, copied: Number(copied) };
  }

  /** @returns where copying is now, also when somebody else was faster; nothing when the replay is gone. */
  async copy(entries: readonly LanePosition[], from: string, to: LanePosition): Promise<CopyState | undefined> {
    const { commands, keys } = this.bus;
    const pairs = entries.flatMap(({ lane, id }) => [lane + 1, id]);
    const all = [this.stream, this.hash, ...keys.streams(this.request.channel)];
    const now = await copyEntries.run(commands, all, [from, positionText(to), TIME_TO_LIVE_S, ...pairs]);
    if (!now) return undefined;
    const [position = '', copied] = now as string[];
    return { position, copied: Number(copied) };
  }

  /** Keeps it for another day. @returns what is left: entries that are not done; nothing when the replay is gone. */
  async keep(): Promise<'something' | 'nothing' | undefined> {
    const { commands, keys } = this.bus;
    const { channel, name } = this.request;
    const all = [this.stream, this.hash, keys.retries(channel, name), keys.attempts(channel, name)];
    const left = await keepReplay.run(commands, all, [name, TIME_TO_LIVE_S]);
    if (left === null) return undefined;
    return left === 1 ? 'something' : 'nothing';
  }
}
