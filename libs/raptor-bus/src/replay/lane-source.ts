import { decode, type Envelope } from '../messages/envelope';
import { LANES } from '../messages/message';
import type { RaptorBus } from '../raptor-bus';
import { toEntries } from '../redis/stream-entry';
import { merge, positionFrom, startAfter, type LanePage, type LanePosition } from './lane-position';
import type { ReplayRequest } from './replay';

/** Entries of each lane looked at in one step: a message may have 256 KiB. */
const PAGE = 50;

interface FoundEntry extends LanePosition {
  readonly text: string;
}

export interface FoundPage {
  /** Those to replay, in order of time over all lanes. */
  readonly wanted: readonly LanePosition[];
  /** The last one looked at; nothing when there was none left. */
  readonly last: LanePosition | undefined;
}

/** What Redis has of a channel in a span of time, page by page, and what of it a request is about. */
export class LaneSource {
  private readonly streams: readonly string[];

  constructor(
    private readonly bus: RaptorBus,
    private readonly request: ReplayRequest,
    /** Milliseconds since the epoch. */
    private readonly untilMs: number,
  ) {
    this.streams = bus.keys.streams(request.channel);
  }

  /** @param position the last one seen, or '' for the beginning. */
  async pageAfter(position: string): Promise<FoundPage> {
    const found = merge(await Promise.all(this.streams.map((stream, lane) => this.read(stream, lane, position))));
    return { wanted: found.filter((entry) => this.isWanted(entry)), last: found.at(-1) };
  }

  private async read(stream: string, lane: number, position: string): Promise<LanePage<FoundEntry>> {
    const start = position === '' ? `${this.request.from.getTime()}` : startAfter(positionFrom(position), lane);
    const entries = await this.bus.commands.xrange(stream, start, `${this.untilMs - 1}`, 'COUNT', PAGE);
    const found = toEntries(stream, entries).map(({ id, text }) => ({ lane, id, text }));
    return { entries: found, isCut: entries.length === PAGE };
  }

  /** What cannot be read became a dead letter when it came; once is enough. */
  private isWanted({ text, lane }: FoundEntry): boolean {
    const { catalogue, options, sealer, keys } = this.bus;
    const { channel, filter = {} } = this.request;
    let envelope: Envelope;
    try {
      envelope = decode(sealer.open(keys.place(channel), text));
    } catch {
      return false;
    }
    const { name, version, workspaceId } = envelope;
    const message = catalogue.find(name, version);
    if (!message || !catalogue.readersOf(message, channel).includes(options.service)) return false;
    if (envelope.lane !== LANES[lane] || filter.names?.includes(name) === false) return false;
    return filter.workspaceId === undefined || filter.workspaceId === workspaceId;
  }
}
