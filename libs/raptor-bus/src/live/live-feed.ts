import { Follower, type Truth } from './follower';
import { isPossible, type LiveFrame, type LivePosition } from './live-frame';

/** Frames held while a reading is under way; beyond that they are read instead. */
export const MOST_HELD = 1_000;

/** What a reading is to bring. */
export interface Wanted {
  /** Frames after this number; none when undefined. */
  readonly after: number | undefined;
  /** Number whose event shows whether Redis still is what it was. */
  readonly head: number | undefined;
}

/** What was read of a workspace. */
export interface Reading extends Truth {
  /** Event id that the backlog has under the wanted `head`; undefined when it is not there any more. */
  readonly headEventId: string | undefined;
}

/** A position, and the event there if it is known. */
interface Place extends LivePosition {
  readonly eventId: string | undefined;
}

/**
 * The updates of one workspace as this process hears them, for all its followers. It knows nothing of Redis: frames that were
 * heard and readings of the backlog come in, frames to followers go out, and it says when a reading is needed.
 */
export class LiveFeed {
  /** Redis sends this process the frames of the workspace. */
  subscribed = false;
  /** When the workspace was last read, by `performance.now()`. */
  readAt = 0;
  private readonly followers = new Set<Follower>();
  /** The furthest place that Redis has told of. */
  private furthest: Place | undefined;
  /** While a reading is under way: whom it is for, and what it must not contradict. */
  private reading: { readonly joining: ReadonlySet<Follower>; readonly expected: Place | undefined } | undefined;
  /** Frames heard since the reading began; undefined once there were too many. */
  private held: LiveFrame[] | undefined = [];
  private silent = false;

  constructor(
    readonly workspaceId: string,
    readonly channel: string,
  ) {}

  get isEmpty(): boolean {
    return this.followers.size === 0;
  }

  add(follower: Follower): void {
    this.followers.add(follower);
  }

  remove(follower: Follower): void {
    follower.close();
    this.followers.delete(follower);
  }

  /** Ends all its followers. */
  close(): void {
    for (const follower of this.followers) this.remove(follower);
  }

  /** A frame came by Pub/Sub. @returns whether nothing is missing; else the feed must be read. */
  heard(frame: LiveFrame): boolean {
    this.silent = false;
    if (this.reading && this.held && this.held.push(frame) > MOST_HELD) this.held = undefined;
    const { furthest } = this;
    const isFurthest = furthest?.epoch === frame.epoch && furthest.seq === frame.seq;
    if (isFurthest && isAnother(furthest.eventId, frame.eventId)) {
      this.distrust();
      return false;
    }
    let isComplete = true;
    for (const follower of this.followers) {
      if (!follower.joined || follower.offer(frame)) continue;
      follower.joined = false;
      isComplete = false;
    }
    if (furthest?.epoch === frame.epoch && furthest.seq === frame.prev) this.furthest = placeOf(frame);
    return isComplete;
  }

  /** A reading starts: what is heard from now on may come after it, and who joins from now on waits for another. */
  begin(): Wanted {
    const joining = new Set([...this.followers].filter(({ joined }) => !joined));
    this.reading = { joining, expected: this.furthest };
    this.held = [];
    const starts = [...joining].flatMap(({ position }) => (position && isPossible(position) ? [position.seq] : []));
    return { after: starts.length > 0 ? Math.min(...starts) : undefined, head: this.furthest?.seq };
  }

  /**
   * Redis says something else than it did: it came back without its latest writes and gives numbers a second time. Neither
   * this reading nor the epoch is any good then.
   */
  contradicts({ position, headEventId }: Reading): boolean {
    const expected = this.reading?.expected;
    if (expected?.epoch !== position.epoch) return false;
    return position.seq < expected.seq || isAnother(expected.eventId, headEventId);
  }

  /** Brings all followers to where the workspace is. @returns whether nothing is missing; else the feed must be read again. */
  settle(reading: Reading): boolean {
    const { held } = this;
    const joining = this.reading?.joining;
    // The connection was lost meanwhile: what was said since is not known, and another reading is to come.
    if (!joining) return true;
    this.reading = undefined;
    this.held = [];
    this.readAt = performance.now();
    this.furthest = this.furthestAfter(reading);
    for (const follower of this.followers) {
      const isOfAnotherEpoch = follower.joined && follower.position?.epoch !== reading.position.epoch;
      if (joining.has(follower) || isOfAnotherEpoch) follower.join(reading);
    }
    if (!held) {
      this.distrust();
      return false;
    }
    return held.map((frame) => this.heard(frame)).every(Boolean);
  }

  /** Nothing that was not read again is sure. */
  distrust(): void {
    for (const follower of this.followers) follower.joined = false;
  }

  /** The connection is gone, and with it what was said since. */
  lost(): void {
    this.subscribed = false;
    this.reading = undefined;
    this.held = [];
    this.distrust();
  }

  /** Whether nothing was heard since this was asked last. */
  wasSilent(): boolean {
    const { silent } = this;
    this.silent = true;
    return silent;
  }

  isAt(position: LivePosition | undefined): boolean {
    for (const { position: own } of this.followers) {
      if (own?.epoch !== position?.epoch || own?.seq !== position?.seq) return false;
    }
    return true;
  }

  private furthestAfter({ position, frames }: Reading): Place {
    const { furthest } = this;
    if (furthest?.epoch === position.epoch && furthest.seq >= position.seq) return furthest;
    const last = frames.at(-1);
    return last?.seq === position.seq ? placeOf(last) : { ...position, eventId: undefined };
  }
}

const placeOf = ({ epoch, seq, eventId }: LiveFrame): Place => ({ epoch, seq, eventId });

const isAnother = (eventId: string | undefined, other: string | undefined): boolean =>
  eventId !== undefined && other !== undefined && eventId !== other;
