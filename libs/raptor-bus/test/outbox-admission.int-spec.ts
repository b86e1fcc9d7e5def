import { setTimeout as after } from 'node:timers/promises';
import { LANES } from '@raptor/raptor-bus';
import { eventually } from '@raptor/testing';
import { LOTS_A_LOOK, type Limits } from '../src/outbox/lots';
import { PublishingPass } from '../src/outbox/publishing-pass';
import { a, CancelOrder, DustShelf, RaiseAlarm, SendExpress, SendParcel } from './fixtures/messages';
import { beforeCommit, ORDERS, OutboxStage, workspace } from './fixtures/outbox-stage';
import { ShopDatabase } from './fixtures/shop-database';

const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id);

describe('admission to Redis', () => {
  let database: ShopDatabase;
  let stage: OutboxStage;

  beforeAll(async () => {
    database = await ShopDatabase.create();
  });

  afterAll(async () => {
    await database.drop();
  });

  beforeEach(async () => {
    await database.clear();
    stage = new OutboxStage(database);
    await eventually(() => stage.bus.ping());
  });

  afterEach(async () => {
    await stage.end();
  });

  /** Commits cancellations of one workspace; null is the system itself. */
  const waiting = async (workspaceId: string | null, count: number): Promise<void> => {
    stage.workspaceId = workspaceId;
    await stage.cancel(...Array.from({ length: count }, (_value, index) => index));
  };

  /** So many rows of one workspace, made by the database alone. */
  const manyWaiting = (workspaceId: string, count: number): Promise<unknown> =>
    database.query(
      `INSERT INTO shop.outbox_events (id, workspace_id, name, channel, lane, readers, envelope, state, deliver_after)
       SELECT gen_random_uuid(), $1, 'shop.order.cancel', $2, 2, '{packing}', '{}', 'new', now() - interval '1 hour'
       FROM generate_series(1, $3::int)`,
      [workspaceId, ORDERS, count],
    );

  const aPass = (limits: Partial<Limits>): PublishingPass =>
    new PublishingPass(stage.bus, database, { batch: 500, admitted: 500, ...limits });

  const publishedOf = async (workspaceId: string | null): Promise<number> =>
    (await stage.envelopes()).filter((envelope) => envelope.workspaceId === workspaceId).length;

  it('lets a workspace with one message by while another has 5,000 waiting', async () => {
    await waiting(workspace(1), 5_000);
    await waiting(workspace(2), 1);
    stage.relay({ admitted: 200 });
    await eventually(async () => expect(await publishedOf(workspace(2))).toBe(1));
    await eventually(async () => expect(await database.states()).toEqual({ published: 201, new: 4_800 }));
    // Several polls later still.
    await after(300);
    expect(await database.states()).toEqual({ published: 201, new: 4_800 });
  });

  it('lets it by in the very next pass, however many wait', async () => {
    await manyWaiting(workspace(1), 100_000);
    await waiting(workspace(2), 1);
    const { published } = await aPass({ batch: 50, admitted: 1_000 }).run('epoch');
    expect(published).toBe(26);
    const [mine] = await database.query('SELECT state FROM shop.outbox_events WHERE workspace_id = $1', [workspace(2)]);
    expect(mine).toEqual({ state: 'published' });
  });

  it('holds back what is beyond the limit until others are confirmed, and then the relay needs no poll', async () => {
    await waiting(workspace(1), 90);
    stage.relay({ admitted: 30, pollMs: 3_600_000 });
    for (const admitted of [30, 60, 90]) {
      const inRedis = await eventually(async () => {
        const rows = (await database.outbox()).filter(({ state }) => state === 'published');
        expect(rows).toHaveLength(30);
        return rows.map(({ id }) => id);
      });
      expect(await stage.published()).toHaveLength(admitted);
      await stage.confirm('packing', inRedis);
      await eventually(async () => expect((await database.states()).confirmed).toBe(admitted));
    }
    await eventually(async () => expect(await database.states()).toEqual({ confirmed: 90 }));
  });

  it('needs no poll either when room comes free just after a pass has looked for it', async () => {
    await waiting(workspace(1), 60);
    let passes = 0;
    const slow = beforeCommit(database, async (tx) => {
      // Only passes hold rows back; the second finds the 30 of the first in the way.
      const inRedis = await tx.query<{ id: string }[]>("SELECT id FROM shop.outbox_events WHERE state = 'published'");
      if (inRedis.length !== 30 || (passes += 1) !== 2) return;
      const noted = eventually(async () => expect((await database.states()).confirmed).toBe(30));
      await stage.confirm('packing', idsOf(inRedis));
      await noted;
    });
    stage.relay({ admitted: 30, pollMs: 3_600_000 }, { database: slow });
    await eventually(async () => expect(await database.states()).toEqual({ published: 30, confirmed: 30 }));
  });

  it('counts each lane and channel of a workspace by itself', async () => {
    stage.workspaceId = workspace(1);
    const kinds = [RaiseAlarm, SendExpress, SendParcel, DustShelf, CancelOrder];
    await stage.commit(kinds.flatMap((kind) => Array.from({ length: 10 }, (_value, number) => a(kind, { number }))));
    stage.relay({ admitted: 4 });
    await eventually(async () => expect(await database.states()).toEqual({ published: 20, new: 30 }));
    for (const lane of LANES) expect(await stage.published(lane, 'shop.lanes')).toHaveLength(4);
  });

  it('takes the most urgent lane first', async () => {
    stage.workspaceId = workspace(1);
    const [low, normal, critical] = [DustShelf, SendParcel, RaiseAlarm].map((kind) =>
      Array.from({ length: 10 }, (_value, number) => a(kind, { number })),
    );
    await stage.commit([...(low ?? []), ...(normal ?? []), ...(critical ?? [])]);
    const pass = aPass({ batch: 12 });
    const inLanes = (): Promise<number[]> =>
      Promise.all(
        (['critical', 'normal', 'low'] as const).map(
          async (lane) => (await stage.published(lane, 'shop.lanes')).length,
        ),
      );
    await pass.run('epoch');
    expect(await inLanes()).toEqual([10, 2, 0]);
    await pass.run('epoch');
    expect(await inLanes()).toEqual([10, 10, 4]);
  });

  it('goes round the workspaces, the oldest of each first; messages about the system itself are as one', async () => {
    const all = [null, ...Array.from({ length: 9 }, (_value, index) => workspace(index + 1))];
    for (const workspaceId of all) {
      stage.workspaceId = workspaceId;
      for (const number of [0, 1, 2, 3]) await stage.cancel(number);
    }
    const pass = aPass({ batch: 5 });
    for (let passes = 0; passes < 4; passes += 1) await pass.run('epoch');
    const counts = await Promise.all(all.map(publishedOf));
    expect(counts).toEqual(all.map(() => 2));
    const numbers = (await stage.envelopes()).map(({ payload }) => (payload as CancelOrder).number);
    expect(new Set(numbers)).toEqual(new Set([0, 1]));
  });

  it('reaches every workspace though more have messages than one pass looks at', async () => {
    const count = LOTS_A_LOOK * 2 + 100;
    await database.query(
      `INSERT INTO shop.outbox_events (id, workspace_id, name, channel, lane, readers, envelope, state, deliver_after)
       SELECT gen_random_uuid(), gen_random_uuid(), 'shop.order.cancel', $1, 2, '{packing}', '{}', 'new', now()
       FROM generate_series(1, $2::int)`,
      [ORDERS, count],
    );
    const pass = aPass({ batch: 2_000 });
    const first = await pass.run('epoch');
    expect(first.published).toBe(LOTS_A_LOOK);
    // Those that the first look did not come to are not behind what comes anew before them.
    await manyWaiting('00000000-0000-4000-8000-000000000001', 10);
    await pass.run('epoch');
    await pass.run('epoch');
    expect(await database.states()).toEqual({ published: count, new: 10 });
    await pass.run('epoch');
    expect(await database.states()).toEqual({ published: count + 10 });
  });
});
