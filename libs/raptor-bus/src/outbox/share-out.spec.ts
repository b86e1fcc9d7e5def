import type { OpenLot } from './lots';
import { shareOut } from './share-out';

const CRITICAL = 0;
const NORMAL = 2;

const lot = (workspaceId: string, available: number, lane = NORMAL): OpenLot => ({
  lane,
  channel: 'shop.orders',
  workspaceId,
  available,
});

const shares = (lots: readonly OpenLot[], batch: number, turn?: number): Record<string, number> =>
  Object.fromEntries(shareOut(lots, batch, turn).map(({ workspaceId, rows }) => [workspaceId, rows]));

describe('a batch', () => {
  it('is shared equally', () => {
    expect(shares([lot('a', 900), lot('b', 900), lot('c', 900)], 300)).toEqual({ a: 100, b: 100, c: 100 });
  });

  it('goes to those who can use it where others have little', () => {
    expect(shares([lot('a', 900), lot('b', 1), lot('c', 9)], 300)).toEqual({ b: 1, c: 9, a: 290 });
  });

  it('is never larger than what there is, and nothing goes to a lot that is full', () => {
    expect(shares([lot('a', 2), lot('b', 0)], 300)).toEqual({ a: 2 });
    expect(shares([], 300)).toEqual({});
  });

  it('goes to the most urgent lane as far as that can use it', () => {
    const lots = [lot('a', 100), lot('b', 100), lot('c', 60, CRITICAL)];
    expect(shares(lots, 100)).toEqual({ c: 60, a: 20, b: 20 });
    expect(shares(lots, 60)).toEqual({ c: 60 });
  });

  it('that is smaller than the number of lots begins with another one each turn', () => {
    const lots = [lot('a', 5), lot('b', 5), lot('c', 5)];
    expect(shares(lots, 1, 0)).toEqual({ a: 1 });
    expect(shares(lots, 1, 1)).toEqual({ b: 1 });
    expect(shares(lots, 1, 5)).toEqual({ c: 1 });
  });

  it('is given away to the last row', () => {
    const total = Object.values(shares([lot('a', 3), lot('b', 3), lot('c', 3), lot('d', 3)], 10));
    expect(total.reduce((sum, rows) => sum + rows, 0)).toBe(10);
  });
});
