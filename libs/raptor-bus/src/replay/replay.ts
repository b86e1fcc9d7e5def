/** What to handle once more. */
export interface ReplayRequest {
  /** A channel of work that this service reads; messages on it that are not for this service are skipped. */
  readonly channel: string;
  /**
   * Takes the place of the service as consumer group and in the inbox: under a new name effects happen anew, under one that
   * was used only those that have not happened. 1 to 64 letters, digits, `-`, `_` and `.`; no service's name.
   */
  readonly name: string;
  /** Messages that came to Redis from this time on, */
  readonly from: Date;
  /** and before this one; default: now. */
  readonly until?: Date;
  readonly filter?: ReplayFilter;
}

export interface ReplayFilter {
  /** Default: every message. */
  readonly names?: readonly string[];
  /** Null: those about the system itself. Undefined: of every workspace. */
  readonly workspaceId?: string | null;
}

export interface ReplayProgress {
  /** Messages found, over all runs of this replay. */
  readonly copied: number;
  /** Handled without failure by this process, in this run. */
  readonly handled: number;
  /** Dead letters made by this process, in this run. */
  readonly dead: number;
}

export interface ReplayOutcome extends ReplayProgress {
  /** False when it was stopped before its end: asked for again, it goes on where it was. */
  readonly complete: boolean;
}

/** A replay that has begun. */
export interface Replay {
  readonly progress: ReplayProgress;
  /** Resolves when nothing is left, or when it was stopped; never rejects. */
  readonly finished: Promise<ReplayOutcome>;
  /** Takes nothing more and waits for what is being handled. */
  stop(): Promise<ReplayOutcome>;
}
