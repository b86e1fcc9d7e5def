/** A place in the live updates of one workspace: after this number, in this epoch. */
export interface LivePosition {
  /** Changes when Redis has lost the numbers; those of two epochs do not compare. */
  readonly epoch: string;
  /** 0 before the first update. */
  readonly seq: number;
}

/** Something that whoever looks at the workspace wants to know now. */
export interface LiveUpdate {
  /** At most 200 characters. A second update with the same id changes nothing while the first is in the backlog. */
  readonly eventId: string;
  readonly name: string;
  /** As JSON takes it. */
  readonly data: unknown;
}

/** An update with its place. Numbers of a workspace have no gaps, so `prev` is the number before. */
export interface LiveFrame extends LivePosition, LiveUpdate {
  readonly prev: number;
}

/** Who is told. Called synchronously and never awaited; what it throws is reported and hurts nobody else. */
export interface LiveListener {
  /** In order, each frame once. */
  frame(frame: LiveFrame): void;
  /** Updates were missed for good: what the listener knows must be loaded anew. Frames go on right after this position. */
  snapshotRequired(position: LivePosition): void;
}

/** Whether a position can be one at all: positions come from browsers. */
export const isPossible = ({ seq }: LivePosition): boolean => Number.isSafeInteger(seq) && seq >= 0;
