import { setTimeout as delay } from 'node:timers/promises';
import type { RunningService } from '@raptor/platform';
import { LiveUpdates, RaptorBus } from '@raptor/raptor-bus';
import { eventually } from '@raptor/testing';
import { v7 as uuidv7 } from 'uuid';
import type { Principal } from '../src/identity/principal';
import { EventListeners, type HappenedEvent } from '../src/live/event-listeners';
import { startFleet, type Fleet } from './support/fleet';
import type { LiveClient, LivePlace } from './support/live-client';
import { aBudgetAlert, anAssignment, aStop, LiveRoom } from './support/live-room';

const numbersOf = (client: LiveClient): unknown[] => client.events.map(({ data }) => data?.['cost_micro_usd']);
const typesOf = (client: LiveClient): string[] => client.events.map(({ type }) => type);
const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('the live channel', () => {
  let fleet: Fleet;
  let one: RunningService;
  let other: RunningService;
  let room: LiveRoom;
  let member: Principal;

  beforeAll(async () => {
    fleet = await startFleet();
    one = fleet.gateway;
    other = await fleet.another();
    room = await LiveRoom.found(one);
    member = await room.member('operator');
  });

  afterAll(() => fleet.stop());

  it('tells what a service announced, in the words of the API', async () => {
    const client = await (await room.open(member)).subscribe('agents', 'money');
    const [envelope] = await room.happen(anAssignment(7));
    await eventually(() => expect(client.events).toHaveLength(1));
    const place = client.of('subscribed')[0]!;
    expect(client.events).toEqual([
      {
        epoch: place.epoch,
        seq: place.seq! + 1,
        prev: place.seq,
        type: 'assignment.completed',
        at: envelope!.occurredAt,
        id: envelope!.id,
        data: {
          assignment_id: expect.any(String) as string,
          agent_code: 'MUSE-001',
          subject: { type: 'campaign', id: expect.any(String) as string },
          cost_micro_usd: 7,
        },
      },
    ]);
    client.cut();
  });

  it('tells nobody in another workspace', async () => {
    const elsewhere = await LiveRoom.found(one);
    const stranger = await (await elsewhere.open(await elsewhere.member('admin'))).subscribe('agents');
    const client = await (await room.open(member)).subscribe('agents');
    await room.happen(anAssignment(), anAssignment());
    await eventually(() => expect(client.events).toHaveLength(2));
    await elsewhere.happen(anAssignment(99));
    await eventually(() => expect(numbersOf(stranger)).toEqual([99]));
    expect(client.events).toHaveLength(2);
    client.cut();
    stranger.cut();
  });

  it('filters, and shows all the same that nothing is missing', async () => {
    const all = await (await room.open(member)).subscribe('agents', 'money', 'operations');
    const money = await (await room.open(member)).subscribe('money');
    for (const message of [anAssignment(), aBudgetAlert(), anAssignment(), aStop(), aBudgetAlert()]) {
      const known = all.events.length;
      await room.happen(message);
      await eventually(() => expect(all.events).toHaveLength(known + 1));
    }
    await eventually(() => expect(typesOf(money)).toEqual(['budget.threshold', 'budget.threshold']));
    expect(typesOf(all)).toEqual([
      'assignment.completed',
      'budget.threshold',
      'assignment.completed',
      'emergency.started',
      'budget.threshold',
    ]);
    const [first, second] = money.events;
    expect(second!.prev).toBe(first!.seq);
    expect(second!.seq).toBe(first!.seq! + 3);

    await money.subscribe('agents');
    await room.happen(aBudgetAlert());
    await room.happen(anAssignment(5));
    await eventually(() => expect(numbersOf(money).at(-1)).toBe(5));
    expect(money.events).toHaveLength(3);
    expect([all.gaps, money.gaps]).toEqual([0, 0]);
    all.cut();
    money.cut();
  });

  it('goes on exactly where a client was cut off, a hundred times under traffic', async () => {
    const clients = [await room.open(member), await room.open(member, { at: other })];
    const heard: number[][] = [[], []];
    const gaps = [0, 0];
    await Promise.all(clients.map((client) => client.subscribe('agents')));
    let said = 0;
    let isOver = false;
    const talk = async (): Promise<void> => {
      while (!isOver) await room.happen(anAssignment((said += 1)));
    };
    const leave = (index: number): LivePlace => {
      const client = clients[index]!;
      client.cut();
      heard[index]!.push(...(numbersOf(client) as number[]));
      gaps[index]! += client.gaps;
      return client.place!;
    };
    const comeAndGo = async (index: number): Promise<void> => {
      for (let turn = 0; turn < 50; turn += 1) {
        const place = leave(index);
        const client = await room.open(member, { at: (turn + index) % 2 === 0 ? one : other, place });
        clients[index] = client;
        client.say({ subscribe: ['agents'], ...place });
        // Some are cut off again before they know where they are.
        if (turn % 3 > 0) await eventually(() => expect(client.of('subscribed')).toHaveLength(1));
        else await delay(turn);
      }
    };
    const talking = talk();
    await Promise.all([comeAndGo(0), comeAndGo(1)]);
    isOver = true;
    await talking;
    await eventually(() => {
      for (const [index, client] of clients.entries())
        expect([...heard[index]!, ...numbersOf(client)].length).toBeGreaterThanOrEqual(said);
    });
    for (const index of [0, 1]) {
      leave(index);
      expect(heard[index]!.toSorted((a, b) => a - b)).toEqual(range(1, said));
    }
    expect(said).toBeGreaterThan(100);
    expect(gaps).toEqual([0, 0]);
  }, 60_000);

  it('says so when what was missed is not there any more, and goes on from there', async () => {
    const quiet = await LiveRoom.found(one);
    const visitor = await quiet.member('viewer');
    const client = await (await quiet.open(visitor)).subscribe('agents');
    const { epoch, last_seq } = client.place!;
    client.cut();
    const updates = one.app.get(LiveUpdates);
    const about = { at: new Date().toISOString(), group: 'agents', data: {} };
    for (let number = 0; number < 1_001; number += 1)
      await updates.publish(quiet.workspaceId, { eventId: `event-${number}`, name: 'assignment.started', data: about });

    const back = await (await quiet.open(visitor, { place: { epoch, last_seq } })).subscribe('agents');
    expect(back.heard.map(({ type }) => type)).toEqual(['snapshot_required', 'subscribed']);
    expect(back.heard[0]).toEqual({ type: 'snapshot_required', epoch, seq: last_seq + 1_001 });
    await quiet.happen(anAssignment(3));
    await eventually(() => expect(numbersOf(back)).toEqual([3]));
    expect(back.gaps).toBe(0);

    const justInTime = await (
      await quiet.open(visitor, { place: { epoch, last_seq: last_seq + 2 } })
    ).subscribe('agents');
    expect(justInTime.events).toHaveLength(1_000);
    const ofAnotherTime = await (
      await quiet.open(visitor, { place: { epoch: 'other', last_seq } })
    ).subscribe('agents');
    const ahead = await (
      await quiet.open(visitor, { place: { epoch, last_seq: last_seq + 5_000 } })
    ).subscribe('agents');
    for (const lost of [ofAnotherTime, ahead]) expect(lost.heard[0]!.type).toBe('snapshot_required');
    for (const each of [back, justInTime, ofAnotherTime, ahead]) each.cut();
  });

  it('is the same at every replica, for one subscription each, however many listen', async () => {
    const clients = await Promise.all(
      range(1, 10).map(async (number) =>
        (await room.open(member, { at: number % 2 === 0 ? one : other })).subscribe('agents'),
      ),
    );
    const bus = one.app.get(RaptorBus);
    const [, audience] = (await bus.commands.pubsub('NUMSUB', bus.keys.liveChannel(room.workspaceId))) as unknown[];
    expect(Number(audience)).toBe(2);
    await room.happen(...range(1, 20).map((number) => anAssignment(number)));
    await eventually(() => {
      for (const client of clients) expect(client.events).toHaveLength(20);
    });
    const [first, ...rest] = clients;
    for (const client of rest) expect(client.events).toEqual(first!.events);
    for (const client of clients) client.cut();
    await eventually(async () => {
      const [, left] = (await bus.commands.pubsub('NUMSUB', bus.keys.liveChannel(room.workspaceId))) as unknown[];
      expect(Number(left)).toBe(0);
    });
  });

  it('tells other listeners of each event once, in the transaction that notes it', async () => {
    const told: HappenedEvent[] = [];
    const tries: string[] = [];
    for (const { app } of [one, other])
      app.get(EventListeners, { strict: false }).register((_tx, [first]) => {
        const event = first!.item;
        if (event.workspaceId !== room.workspaceId) return Promise.resolve();
        tries.push(event.id);
        if (tries.filter((id) => id === event.id).length === 1) throw new Error('the first time nothing works');
        told.push(event);
        return Promise.resolve();
      });
    const client = await (await room.open(member)).subscribe('money');
    const [envelope] = await room.happen(aBudgetAlert());
    await eventually(() => expect(told).toHaveLength(1));
    expect(told).toEqual([
      {
        id: envelope!.id,
        workspaceId: room.workspaceId,
        type: 'budget.threshold',
        group: 'money',
        at: envelope!.occurredAt,
        data: expect.objectContaining({ percent: 80, spent_micro_usd: 800_000 }) as object,
      },
    ]);
    expect(tries).toHaveLength(2);
    expect(client.events).toHaveLength(1);
    client.cut();
  });

  it('sends its clients on when a replica leaves, with their place', async () => {
    const leaving = await fleet.another();
    const clients = await Promise.all([room.open(member, { at: leaving }), room.open(member, { at: leaving })]);
    await Promise.all(clients.map((client) => client.subscribe('agents')));
    await room.happen(anAssignment(1));
    await eventually(() => expect(clients.map(numbersOf)).toEqual([[1], [1]]));
    const stopped = leaving.stop();
    await room.happen(anAssignment(2));
    await eventually(() => expect(clients.map(({ ended }) => ended?.code)).toEqual([1012, 1012]));
    for (const { ended, place, heard } of clients) {
      expect(heard.at(-1)).toMatchObject({ type: 'closing', epoch: place!.epoch, seq: place!.last_seq });
      expect(ended!.reason).toBe(`restarting; epoch=${place!.epoch} last_seq=${place!.last_seq}`);
    }
    const before = numbersOf(clients[0]!);
    const back = await (await room.open(member, { at: other, place: clients[0]!.place! })).subscribe('agents');
    await eventually(() => expect([...before, ...numbersOf(back)]).toEqual([1, 2]));
    expect(back.gaps).toBe(0);
    expect((await stopped).clean).toBe(true);
    back.cut();
    await expect(room.open(member, { at: leaving })).rejects.toThrow();
  });

  it('knows nothing of a place that never was', async () => {
    const nowhere = await LiveRoom.found(one);
    const place = { epoch: uuidv7(), last_seq: Number.MAX_SAFE_INTEGER };
    const client = await (await nowhere.open(await nowhere.member('viewer'), { place })).subscribe('agents');
    expect(client.heard.map(({ type }) => type)).toEqual(['snapshot_required', 'subscribed']);
    client.cut();
  });
});
