import { merge, positionFrom, positionText, startAfter, type LanePosition } from './lane-position';

const at = (lane: number, id: string): LanePosition => ({ lane, id });
const texts = (positions: readonly LanePosition[]): string[] => positions.map(positionText);

describe('entries of several lanes', () => {
  it('come in order of time, sequence as a number, and lane', () => {
    const merged = merge([
      { entries: [at(0, '20-9'), at(0, '20-10')], isCut: false },
      { entries: [at(1, '9-0'), at(1, '20-9'), at(1, '100-0')], isCut: false },
    ]);
    expect(texts(merged)).toEqual(['9-0 1', '20-9 0', '20-9 1', '20-10 0', '100-0 1']);
  });

  it('wait for a lane that may have earlier ones', () => {
    const merged = merge([
      { entries: [at(0, '1-0'), at(0, '5-0')], isCut: true },
      { entries: [at(1, '3-0'), at(1, '5-0'), at(1, '7-0')], isCut: false },
      { entries: [at(2, '4-0'), at(2, '6-0')], isCut: true },
    ]);
    expect(texts(merged)).toEqual(['1-0 0', '3-0 1', '4-0 2', '5-0 0']);
  });

  it('are none where there are none', () => {
    expect(merge([{ entries: [], isCut: false }])).toEqual([]);
  });
});

describe('a position', () => {
  it('survives being written down', () => {
    expect(positionFrom(positionText(at(3, '17-4')))).toEqual(at(3, '17-4'));
  });

  it('is followed by the same id on the lanes behind it only', () => {
    const starts = [0, 1, 2].map((lane) => startAfter(at(1, '7-1'), lane));
    expect(starts).toEqual(['(7-1', '(7-1', '7-1']);
  });
});
