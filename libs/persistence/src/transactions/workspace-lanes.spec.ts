import { AsyncLocalStorage } from 'node:async_hooks';
import { AppError } from '@raptor/platform';
import { WorkspaceLanes } from './workspace-lanes';

const A = 'a';
const B = 'b';

describe('what is done for a workspace', () => {
  it('is done one after the other, and together what has come meanwhile', async () => {
    const batches: string[] = [];
    const lanes = new WorkspaceLanes<number, number>(async (workspaceId, wishes) => {
      batches.push(`${workspaceId}: ${wishes.map(({ item }) => item).join(' ')}`);
      await new Promise((resolve) => setImmediate(resolve));
      return wishes.map(({ item }) => item * 10);
    });
    const done = Promise.all([1, 2, 3].map((item) => lanes.run(A, item)));
    expect(await lanes.run(B, 4)).toBe(40);
    expect(await done).toEqual([10, 20, 30]);
    expect(batches).toEqual(['a: 1', 'b: 4', 'a: 2 3']);
    expect(await lanes.run(A, 5)).toBe(50);
  });

  it('fails alone, though it was begun together', async () => {
    const lanes = new WorkspaceLanes<number, number>(async (_workspaceId, wishes) => {
      await Promise.resolve();
      if (wishes.some(({ item }) => item === 3)) throw new Error('not three');
      return wishes.map(({ item }) => item);
    });
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map((item) => lanes.run(A, item)));
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  });

  it('is done in the surroundings of whoever wanted it', async () => {
    const around = new AsyncLocalStorage<string>();
    const lanes = new WorkspaceLanes<string, string | undefined>(async (_workspaceId, wishes) => {
      await Promise.resolve();
      return wishes.map(({ within }) => within(() => around.getStore()));
    });
    const asked = ['one', 'two', 'three'].map((name) => around.run(name, () => lanes.run(A, name)));
    expect(await Promise.all(asked)).toEqual(['one', 'two', 'three']);
  });

  it('waits its turn where only so many workspaces are served at once, and so many wishes', async () => {
    const batches: string[] = [];
    const lanes = new WorkspaceLanes<number, number>(
      async (workspaceId, wishes) => {
        batches.push(`${workspaceId}: ${wishes.map(({ item }) => item).join(' ')}`);
        await new Promise((resolve) => setImmediate(resolve));
        return wishes.map(({ item }) => item);
      },
      { together: 2, lanes: 1 },
    );
    await Promise.all([...[1, 2, 3, 4].map((item) => lanes.run(A, item)), lanes.run(B, 5)]);
    expect(batches).toEqual(['a: 1', 'a: 2 3', 'b: 5', 'a: 4']);
  });

  it('fails together where the server is away: nobody waits for it once for each', async () => {
    let tries = 0;
    const lanes = new WorkspaceLanes<number, number>(async () => {
      tries += 1;
      await Promise.resolve();
      throw new AppError('SERVICE_UNAVAILABLE', 'The database is not available');
    });
    const outcomes = await Promise.allSettled([1, 2, 3].map((item) => lanes.run(A, item)));
    expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(tries).toBe(2);
  });
});
