import { setTimeout as after } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import {
  fenced,
  FenceLostError,
  giveBackTask,
  pgDatabase,
  renewTask,
  RolledBackError,
  takeTask,
  type SqlTransaction,
  type TakingTask,
} from '@raptor/raptor-bus';
import { eventually } from '@raptor/testing';
import { Pool } from 'pg';
import { ShopDatabase } from './fixtures/shop-database';

describe('a task', () => {
  let database: ShopDatabase;

  beforeAll(async () => {
    database = await ShopDatabase.create();
  });

  afterAll(async () => {
    await database.drop();
  });

  beforeEach(async () => {
    await database.clear();
    await database.query('INSERT INTO shop.tasks (id) VALUES (1), (2)');
  });

  const task = { table: 'shop.tasks', where: { id: 1, state: ['open', 'running'] } };

  const take = (owner: string, plan: Partial<TakingTask> = {}): Promise<number | undefined> =>
    database.transaction((tx) => takeTask(tx, { ...task, owner, leaseMs: 60_000, ...plan }));

  const write = (epoch: number, result: string): Promise<unknown> =>
    database.transaction(async (tx) =>
      fenced(
        await tx.query<unknown[]>('UPDATE shop.tasks SET result = $1 WHERE id = 1 AND epoch = $2 RETURNING id', [
          result,
          epoch,
        ]),
        'task 1',
      ),
    );

  const stored = async (): Promise<object | undefined> => {
    const [row] = await database.query('SELECT owner, epoch, attempt, result FROM shop.tasks WHERE id = 1');
    return row;
  };

  it('is had by one owner until the lease is over', async () => {
    expect(await take('a')).toBe(1);
    expect(await take('b')).toBeUndefined();
    expect(await take('a')).toBeUndefined();
    expect(await stored()).toEqual({ owner: 'a', epoch: 1, attempt: 1, result: null });
  });

  it('goes to one of many who want it at once', async () => {
    const epochs = await Promise.all(Array.from({ length: 8 }, (_value, index) => take(`owner ${index}`)));
    expect(epochs.filter((epoch) => epoch !== undefined)).toEqual([1]);
  });

  it('goes to another after the lease, by the clock of the database, and the first can write no more', async () => {
    expect(await take('a', { leaseMs: 100 })).toBe(1);
    await write(1, 'by a');
    const epoch = await eventually(async () => {
      const taken = await take('b');
      expect(taken).toBeDefined();
      return taken ?? 0;
    });
    expect(epoch).toBe(2);
    await expect(write(1, 'late')).rejects.toBeInstanceOf(FenceLostError);
    await expect(write(1, 'late')).rejects.toThrow('Somebody else has taken over task 1');
    await write(2, 'by b');
    expect(await stored()).toEqual({ owner: 'b', epoch: 2, attempt: 2, result: 'by b' });
  });

  it('is kept by renewing, which tells when it is lost', async () => {
    const renew = (epoch: number, leaseMs: number): Promise<void> =>
      database.transaction((tx) => renewTask(tx, task, epoch, leaseMs));
    await take('a', { leaseMs: 1 });
    await renew(1, 60_000);
    expect(await take('b')).toBeUndefined();
    await renew(1, 0);
    expect(await take('b')).toBe(2);
    await expect(renew(1, 60_000)).rejects.toBeInstanceOf(FenceLostError);
  });

  it('can be given back, and not by one who has lost it', async () => {
    const giveBack = (epoch: number): Promise<void> => database.transaction((tx) => giveBackTask(tx, task, epoch));
    await take('a');
    await giveBack(1);
    expect(await take('b')).toBe(2);
    await giveBack(1);
    expect(await take('c')).toBeUndefined();
  });

  it('is not there in another state, or for no condition at all', async () => {
    await database.query(`UPDATE shop.tasks SET state = 'done' WHERE id = 1`);
    expect(await take('a')).toBeUndefined();
    await expect(take('a', { where: {} })).rejects.toThrow('Say which task');
  });

  it('has names that are quoted, whatever they contain', async () => {
    await expect(take('a', { where: { 'id" = 1 OR "id': 2 } })).rejects.toThrow('does not exist');
    await expect(take('a', { table: "shop.tasks\" SET state = 'x' --" })).rejects.toThrow('does not exist');
    expect(await stored()).toMatchObject({ epoch: 0 });
  });

  it('is fenced through TypeORM, whose answers have another shape', async () => {
    const source = await new DataSource({ type: 'postgres', url: database.url }).initialize();
    const update = 'UPDATE shop.tasks SET result = $1 WHERE id = 1 AND epoch = $2';
    try {
      const epoch = await source.transaction((tx) => takeTask(tx, { ...task, owner: 'a', leaseMs: 60_000 }));
      expect(epoch).toBe(1);
      const run = async (text: string, expected: number): Promise<unknown> =>
        fenced(await source.query<[unknown[], number]>(text, ['x', expected]));
      await run(update, 1);
      await run(`${update} RETURNING id`, 1);
      await expect(run(update, 0)).rejects.toBeInstanceOf(FenceLostError);
      await expect(run(`${update} RETURNING id`, 0)).rejects.toBeInstanceOf(FenceLostError);
      await source.transaction((tx) => renewTask(tx, task, 1, 1_000));
    } finally {
      await source.destroy();
    }
  });
});

describe('a pool of pg as the database', () => {
  let shop: ShopDatabase;
  let pool: Pool;

  beforeAll(async () => {
    shop = await ShopDatabase.create();
    pool = new Pool({ connectionString: shop.url, max: 1, connectionTimeoutMillis: 2_000 });
    pool.on('error', () => undefined);
  });

  afterAll(async () => {
    await pool.end();
    await shop.drop();
  });

  beforeEach(async () => {
    await shop.clear();
  });

  const insert = (tx: SqlTransaction, number: number): Promise<unknown> =>
    tx.query('INSERT INTO shop.effects (number) VALUES ($1)', [number]);

  it('commits what worked, rolls back what did not, and gives the connection back either way', async () => {
    const { transaction } = pgDatabase(pool, 'shop');
    expect(await transaction((tx) => insert(tx, 1).then(() => 'done'))).toBe('done');
    const failing = transaction(async (tx) => {
      await insert(tx, 2);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    await transaction((tx) => insert(tx, 3));
    expect(await shop.effects()).toEqual([1, 3]);
  });

  it('does not take a swallowed failure for a commit', async () => {
    const { transaction } = pgDatabase(pool, 'shop');
    const swallowing = transaction(async (tx) => {
      await insert(tx, 1);
      await tx.query('SELECT 1 / 0').catch(() => undefined);
    });
    await expect(swallowing).rejects.toBeInstanceOf(RolledBackError);
    expect(await shop.effects()).toEqual([]);
  });

  it('survives that its connection is lost between two statements', async () => {
    const { transaction } = pgDatabase(pool, 'shop');
    const cut = transaction(async (tx) => {
      const [{ pid }] = await tx.query<[{ pid: number }]>('SELECT pg_backend_pid() AS pid');
      await shop.query('SELECT pg_terminate_backend($1)', [pid]);
      await after(100);
      await insert(tx, 1);
    });
    await expect(cut).rejects.toThrow();
    await transaction((tx) => insert(tx, 2));
    expect(await shop.effects()).toEqual([2]);
  });

  it('does not give back a connection that broke', async () => {
    const { transaction } = pgDatabase(pool, 'shop');
    const broken = transaction((tx) => tx.query('SELECT pg_terminate_backend(pg_backend_pid())'));
    await expect(broken).rejects.toThrow();
    await transaction((tx) => insert(tx, 1));
    expect(await shop.effects()).toEqual([1]);
  });
});
