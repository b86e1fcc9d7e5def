import type { Lot, OpenLot } from './lots';

export interface Share extends Lot {
  readonly rows: number;
}

/**
 * How many rows to take from which lot: lanes from the most urgent one, within a lane the same for each lot, until
 * `batch` rows are given away. `turn` says which lot of a lane is first when there are fewer rows than lots.
 */
export function shareOut(lots: readonly OpenLot[], batch: number, turn = 0): Share[] {
  const open = lots.filter(({ available }) => available > 0);
  const lanes = [...new Set(open.map(({ lane }) => lane))].sort((one, other) => one - other);
  let left = batch;
  return lanes.flatMap((lane) => {
    const shares = shareOutLane(
      rotated(
        open.filter((lot) => lot.lane === lane),
        turn,
      ),
      left,
    );
    left -= shares.reduce((sum, { rows }) => sum + rows, 0);
    return shares;
  });
}

function shareOutLane(lots: readonly OpenLot[], rows: number): Share[] {
  const smallestFirst = [...lots].sort((one, other) => one.available - other.available);
  let left = rows;
  return smallestFirst.flatMap(({ available, ...lot }, index) => {
    const share = Math.min(available, Math.ceil(left / (smallestFirst.length - index)));
    left -= share;
    return share > 0 ? [{ ...lot, rows: share }] : [];
  });
}

const rotated = <T>(list: readonly T[], by: number): T[] => {
  const start = list.length > 0 ? by % list.length : 0;
  return [...list.slice(start), ...list.slice(0, start)];
};
