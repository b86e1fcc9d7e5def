import { BusUnavailableError } from '../bus-errors';
import type { LiveFrame, LiveListener, LivePosition } from './live-frame';

/** Where a workspace is, and the frames that lead there as far as they are kept. */
export interface Truth {
  readonly position: LivePosition;
  /** In order; some may be missing. */
  readonly frames: readonly LiveFrame[];
}

/** One listener's way through the updates of a workspace: tells it every frame once, in order, or that it missed some. */
export class Follower {
  /** False while frames may be missing between the position and what Redis says now. */
  joined = false;
  private closed = false;
  private readonly placed: Promise<LivePosition>;
  private tellPlaced: (place: LivePosition) => void = () => undefined;
  private tellClosed: (error: Error) => void = () => undefined;

  /** Follows from `position`, or from now. `report` gets what the listener throws. */
  constructor(
    public position: LivePosition | undefined,
    private readonly listener: LiveListener,
    private readonly report: (error: unknown) => void,
  ) {
    this.placed = new Promise((resolve, reject) => {
      this.tellPlaced = resolve;
      this.tellClosed = reject;
    });
    this.placed.catch(() => undefined);
  }

  /**
   * Resolves with the listener's place once it is known.
   * @throws BusUnavailableError when it is not within `timeoutMs`, or closed before.
   */
  async placedWithin(timeoutMs: number): Promise<LivePosition> {
    const timer = setTimeout(() => {
      this.tellClosed(new BusUnavailableError('Redis (bus) is not available'));
    }, timeoutMs);
    try {
      return await this.placed;
    } finally {
      clearTimeout(timer);
    }
  }

  /** From here on the listener hears nothing. */
  close(): void {
    this.closed = true;
    this.joined = false;
    this.tellClosed(new BusUnavailableError('Live updates were closed'));
  }

  /** Takes the next frame, or one that is known. @returns whether nothing is missing before it. */
  offer(frame: LiveFrame): boolean {
    const { position } = this;
    if (position?.epoch !== frame.epoch) return false;
    if (frame.seq <= position.seq) return true;
    if (frame.seq !== position.seq + 1) return false;
    this.tell(frame);
    return true;
  }

  /** Goes to where the workspace is: by the frames that were missed, or by a snapshot when those are not to be had. */
  join({ position, frames }: Truth): void {
    this.joined = true;
    const from = (this.position ??= position);
    const missed = frames.filter(({ seq }) => seq > from.seq);
    if (leads(from, missed, position)) {
      for (const frame of missed) this.tell(frame);
    } else {
      this.position = position;
      this.call(() => this.listener.snapshotRequired(position));
    }
    this.tellPlaced(this.position ?? position);
  }

  private tell(frame: LiveFrame): void {
    this.position = { epoch: frame.epoch, seq: frame.seq };
    this.call(() => this.listener.frame(frame));
  }

  private call(listener: () => unknown): void {
    if (this.closed) return;
    try {
      const result = listener();
      // A listener that is an async function all the same: nobody waits for it, but its failure must not end the process.
      if (result instanceof Promise) result.catch(this.report);
    } catch (error) {
      this.report(error);
    }
  }
}

/** Whether the frames go from one position to the other without a gap. */
function leads(from: LivePosition, frames: readonly LiveFrame[], to: LivePosition): boolean {
  return (
    from.epoch === to.epoch &&
    from.seq + frames.length === to.seq &&
    frames.every(({ epoch, seq }, index) => epoch === to.epoch && seq === from.seq + 1 + index)
  );
}
