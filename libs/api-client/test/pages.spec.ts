import { eachItem, eachPage, type Page } from '../src';

interface Query {
  readonly limit?: number;
  readonly cursor?: string;
}

describe('the pages of a list', () => {
  const asked: (Query | undefined)[] = [];
  const list = async (query?: Query): Promise<Page<number>> => {
    asked.push(query);
    const from = Number(query?.cursor ?? 0);
    const limit = query?.limit ?? 3;
    const items = [0, 1, 2, 3, 4, 5, 6].slice(from, from + limit);
    return { items, next_cursor: from + limit < 7 ? String(from + limit) : null };
  };

  beforeEach(() => asked.splice(0));

  it('come one after the other', async () => {
    const pages: (readonly number[])[] = [];
    for await (const page of eachPage(list, { limit: 4 })) pages.push(page);
    expect(pages).toEqual([
      [0, 1, 2, 3],
      [4, 5, 6],
    ]);
    expect(asked).toEqual([{ limit: 4 }, { limit: 4, cursor: '4' }]);
  });

  it('are asked for when they are wanted', async () => {
    const items: number[] = [];
    for await (const item of eachItem(list)) {
      items.push(item);
      if (item === 1) break;
    }
    expect(items).toEqual([0, 1]);
    expect(asked).toHaveLength(1);
  });

  it('begin where they are told to', async () => {
    const items: number[] = [];
    for await (const item of eachItem((page) => list(page), { cursor: '5' })) items.push(item);
    expect(items).toEqual([5, 6]);
  });
});
