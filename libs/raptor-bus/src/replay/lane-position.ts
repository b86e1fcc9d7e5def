/** Where an entry is among those of all lanes of a channel. */
export interface LanePosition {
  /** Index of the lane, from the most urgent. */
  readonly lane: number;
  /** `<milliseconds>-<sequence>`. */
  readonly id: string;
}

/** In order of time over all lanes; of the same time and sequence, the most urgent first. */
export function compare(one: LanePosition, other: LanePosition): number {
  const [oneMs, oneSeq] = partsOf(one.id);
  const [otherMs, otherSeq] = partsOf(other.id);
  return oneMs - otherMs || oneSeq - otherSeq || one.lane - other.lane;
}

/** Entries of one lane, in order. */
export interface LanePage<T extends LanePosition> {
  readonly entries: readonly T[];
  /** More may follow the last one. */
  readonly isCut: boolean;
}

/** What is certain to come next: an entry is not, while a lane that was cut may have earlier ones. */
export function merge<T extends LanePosition>(pages: readonly LanePage<T>[]): T[] {
  const horizons = pages.flatMap(({ entries, isCut }) => (isCut ? entries.slice(-1) : []));
  const all = pages.flatMap(({ entries }) => entries).sort(compare);
  return all.filter((entry) => horizons.every((horizon) => compare(entry, horizon) <= 0));
}

/** The first id of a lane that does not come before a position, as XRANGE takes it. */
export const startAfter = ({ lane, id }: LanePosition, ofLane: number): string => (ofLane <= lane ? `(${id}` : id);

export const positionText = ({ lane, id }: LanePosition): string => `${id} ${lane}`;

export function positionFrom(text: string): LanePosition {
  const [id = '', lane] = text.split(' ');
  return { id, lane: Number(lane) };
}

function partsOf(id: string): [ms: number, sequence: number] {
  const [ms, sequence] = id.split('-');
  return [Number(ms), Number(sequence)];
}
