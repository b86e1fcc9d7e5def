import { randomUUID } from 'node:crypto';
import { eventually, testServers } from '@raptor/testing';
import { BusUnavailableError } from '../src/bus-errors';
import type { LiveFrame, LivePosition } from '../src/live/live-frame';
import { anUpdate, LiveRoom, NotingListener, range, type LiveProcess } from './fixtures/live-room';
import { TcpProxy } from './fixtures/tcp-proxy';

describe('listening to live updates', () => {
  let room: LiveRoom;
  let workspaceId: string;
  let publisher: LiveProcess;

  beforeEach(() => {
    room = new LiveRoom();
    workspaceId = randomUUID();
    publisher = room.process();
  });

  afterEach(() => room.end());

  const publish = async (from: number, to: number): Promise<LivePosition> => {
    let last: LivePosition | undefined;
    for (const number of range(from, to)) last = await publisher.updates.publish(workspaceId, anUpdate(number));
    return last!;
  };

  const follow = async ({ subscriber }: LiveProcess, after?: LivePosition) => {
    const listener = new NotingListener();
    const subscription = await subscriber.subscribe(workspaceId, { after }, listener);
    return { listener, subscription };
  };

  it('begins at now, and tells where that is', async () => {
    const now = await publish(1, 3);
    const { listener, subscription } = await follow(room.process());
    expect(subscription.position).toEqual(now);
    await publish(4, 5);
    await eventually(() => expect(listener.told).toEqual([4, 5]));
    expect(subscription.position).toEqual({ ...now, seq: 5 });
  });

  it('begins before there is anything, and hears the first update', async () => {
    const { listener, subscription } = await follow(room.process());
    const { epoch } = subscription.position;
    expect(subscription.position.seq).toBe(0);
    expect(await publish(1, 1)).toEqual({ epoch, seq: 1 });
    await eventually(() => expect(listener.told).toEqual([1]));
  });

  it('resumes right after any position that is kept, by the time it has subscribed', async () => {
    const { epoch } = await publish(1, 12);
    const process = room.process();
    for (const seq of range(0, 12)) {
      const { listener, subscription } = await follow(process, { epoch, seq });
      expect(listener.told).toEqual(range(seq + 1, 12));
      expect(subscription.position).toEqual({ epoch, seq: 12 });
      subscription.close();
    }
  });

  it.each([
    ['older than the backlog', (now: LivePosition) => ({ ...now, seq: 1 })],
    ['ahead of the truth', (now: LivePosition) => ({ ...now, seq: now.seq + 1 })],
    ['of another epoch', (now: LivePosition) => ({ ...now, epoch: 'another' })],
    ['no number', (now: LivePosition) => ({ ...now, seq: Number.NaN })],
    ['below zero', (now: LivePosition) => ({ ...now, seq: -1 })],
    ['between two', (now: LivePosition) => ({ ...now, seq: 8.5 })],
    ['a text', (now: LivePosition) => ({ ...now, seq: '8' as unknown as number })],
  ])('asks once for a snapshot when the position is %s, and goes on from there', async (_what, positionFrom) => {
    publisher = room.process({ backlogFrames: 10 });
    const now = await publish(1, 12);
    const { listener, subscription } = await follow(room.process(), positionFrom(now));
    expect(listener.snapshots).toEqual([now]);
    expect(subscription.position).toEqual(now);
    await publish(13, 14);
    await eventually(() => expect(listener.told).toEqual(['snapshot 12', 13, 14]));
  });

  it('needs no snapshot at the very edge of the backlog', async () => {
    publisher = room.process({ backlogFrames: 10 });
    const { epoch } = await publish(1, 12);
    const process = room.process();
    expect((await follow(process, { epoch, seq: 2 })).listener.told).toEqual(range(3, 12));
    expect((await follow(process, { epoch, seq: 1 })).listener.told).toEqual(['snapshot 12']);
  });

  it('one that asks for too much does not take anything from another that asks at the same time', async () => {
    publisher = room.process({ backlogFrames: 10 });
    const { epoch } = await publish(1, 12);
    const process = room.process();
    const both = await Promise.all([0, 5].map((seq) => follow(process, { epoch, seq })));
    expect(both.map(({ listener }) => listener.told)).toEqual([['snapshot 12'], range(6, 12)]);
  });

  it('begins anew when Redis has lost the numbers only', async () => {
    await publish(1, 3);
    await room.redis.del(room.keys.live(workspaceId));
    const { listener, subscription } = await follow(room.process());
    expect(subscription.position.seq).toBe(0);
    expect(await room.redis.exists(...room.keysOf(workspaceId))).toBe(1);
    await publish(1, 1);
    await eventually(() => expect(listener.told).toEqual([1]));
  });

  it('leaves nothing in Redis for ever that nobody publishes to', async () => {
    await follow(room.process({ idleMs: 60_000 }));
    expect(await room.redis.pttl(room.keys.live(workspaceId))).toBeGreaterThan(0);
  });

  it('takes a position of a listener that is ahead for no fault of Redis', async () => {
    const now = await publish(1, 3);
    const process = room.process();
    const honest = await follow(process);
    await follow(process, { ...now, seq: 1_000_000 });
    expect((await publish(4, 4)).epoch).toBe(now.epoch);
    await eventually(() => expect(honest.listener.told).toEqual([4]));
  });

  it('tells each of several listeners from its own position, on one subscription', async () => {
    const { epoch } = await publish(1, 10);
    const process = room.process();
    const followers = await Promise.all(
      [0, 4, 9, 10, undefined].map((seq) => follow(process, seq === undefined ? undefined : { epoch, seq })),
    );
    expect(await room.audience(workspaceId)).toBe(1);
    await publish(11, 12);
    await eventually(() =>
      expect(followers.map(({ listener }) => listener.told)).toEqual([
        range(1, 12),
        range(5, 12),
        range(10, 12),
        range(11, 12),
        range(11, 12),
      ]),
    );
  });

  it('listeners that come and go in the middle of traffic miss nothing and hear nothing twice', async () => {
    const process = room.process();
    const { epoch } = await publish(1, 1);
    const traffic = publish(2, 400);
    const followers = [];
    for (const seq of range(0, 40)) {
      const follower = await follow(process, { epoch, seq: seq % 2 });
      followers.push(follower);
      if (seq % 4 === 3) follower.subscription.close();
    }
    await traffic;
    for (const [index, { listener, subscription }] of followers.entries()) {
      if (index % 4 !== 3) await eventually(() => expect(subscription.position.seq).toBe(400));
      expect(listener.told).toEqual(range((index % 2) + 1, subscription.position.seq));
    }
  });

  it('hears no other workspace', async () => {
    const { listener } = await follow(publisher);
    await publisher.updates.publish(randomUUID(), anUpdate(1));
    await publish(1, 1);
    await eventually(() => expect(listener.told).toEqual([1]));
    expect(listener.frames[0]?.eventId).toBe('event-1');
  });

  it('a listener that throws, one that rejects and one that leaves hurt nobody', async () => {
    const process = room.process();
    const throwing = await process.subscriber.subscribe(
      workspaceId,
      {},
      {
        frame: () => {
          throw new Error('no interest');
        },
        snapshotRequired: () => undefined,
      },
    );
    await process.subscriber.subscribe(
      workspaceId,
      {},
      { frame: () => Promise.reject(new Error('later')) as never, snapshotRequired: () => undefined },
    );
    const { listener } = await follow(process);
    await publish(1, 2);
    await eventually(() => expect(listener.told).toEqual([1, 2]));
    expect(throwing.position.seq).toBe(2);
    await eventually(() =>
      expect(process.troubles.map((trouble) => /no interest|later/.exec(trouble)?.[0]).sort()).toEqual([
        'later',
        'later',
        'no interest',
        'no interest',
      ]),
    );
  });

  it('a listener that closes while it is told hears nothing more', async () => {
    const { epoch } = await publish(1, 5);
    const heard: number[] = [];
    const process = room.process();
    const subscription = await process.subscriber.subscribe(
      workspaceId,
      {},
      {
        frame: ({ seq }: LiveFrame) => {
          heard.push(seq);
          if (seq === 7) subscription.close();
        },
        snapshotRequired: () => undefined,
      },
    );
    const { listener } = await follow(process, { epoch, seq: 0 });
    await publish(6, 9);
    await eventually(() => expect(listener.told).toEqual(range(1, 9)));
    expect(heard).toEqual([6, 7]);
  });

  it('a listener that closes while it is told what it missed hears nothing more', async () => {
    const heard: number[] = [];
    const subscription = await room.process().subscriber.subscribe(
      workspaceId,
      {},
      {
        frame: ({ seq }: LiveFrame) => {
          heard.push(seq);
          if (seq === 2) subscription.close();
        },
        snapshotRequired: () => undefined,
      },
    );
    for (const number of range(1, 3)) await room.publishUnheard(workspaceId, anUpdate(number));
    await publish(4, 4);
    await eventually(() => expect(heard).toContain(2));
    await eventually(async () => expect(await room.audience(workspaceId)).toBe(0));
    expect(heard).toEqual([1, 2]);
  });

  it('keeps nothing of a workspace after the last listener has left', async () => {
    const process = room.process();
    const first = await follow(process);
    const second = await follow(process);
    expect(process.subscriber.workspaces).toBe(1);
    first.subscription.close();
    first.subscription.close();
    await publish(1, 1);
    await eventually(() => expect(second.listener.told).toEqual([1]));
    second.subscription.close();
    expect(process.subscriber.workspaces).toBe(0);
    await eventually(async () => expect(await room.audience(workspaceId)).toBe(0));
    const third = await follow(process);
    await publish(2, 2);
    await eventually(() => expect(third.listener.told).toEqual([2]));
    expect(second.listener.told).toEqual([1]);
  });

  it('leaves nothing behind when Redis cannot be reached', async () => {
    const proxy = await TcpProxy.to(testServers().redisBusUrl);
    const process = room.process({ url: proxy.url, commandTimeoutMs: 300 });
    await expect(follow(process)).rejects.toBeInstanceOf(BusUnavailableError);
    expect(process.subscriber.workspaces).toBe(0);
    await proxy.open();
    const { listener } = await eventually(() => follow(process));
    await publish(1, 1);
    await eventually(() => expect(listener.told).toEqual([1]));
    await proxy.close();
  });

  it('closing ends all subscriptions, also those that are being made', async () => {
    const process = room.process();
    const { listener } = await follow(process);
    const pending = follow(process);
    process.subscriber.close();
    await expect(pending).rejects.toBeInstanceOf(BusUnavailableError);
    await expect(follow(process)).rejects.toBeInstanceOf(BusUnavailableError);
    await eventually(async () => expect(await room.audience(workspaceId)).toBe(0));
    await publish(1, 1);
    expect(listener.told).toEqual([]);
    expect(process.troubles).toEqual([]);
  });

  describe('somebody who has only Redis', () => {
    const forge = (frame: string): Promise<unknown> => room.redis.publish(room.keys.liveChannel(workspaceId), frame);
    const sealedFor = (workspace: string, update = anUpdate(66)): string =>
      room.sealer.seal(room.keys.liveChannel(workspace), JSON.stringify(update));

    it('cannot tell listeners anything: not bare, not with a made-up seal, not with that of another workspace', async () => {
      const process = room.process();
      const { listener, subscription } = await follow(process);
      const { epoch } = subscription.position;
      const bare = JSON.stringify(anUpdate(66));
      const forgeries = [
        bare,
        '',
        `${epoch} 1 ${bare}`,
        `${epoch} 1 k1.${'A'.repeat(43)}.${bare}`,
        `${epoch} 1 ${sealedFor(randomUUID())}`,
      ];
      for (const forgery of forgeries) await forge(forgery);
      await publish(1, 2);
      await eventually(() => expect(listener.told).toEqual([1, 2]));
      expect(listener.frames.map(({ eventId }) => eventId)).toEqual(['event-1', 'event-2']);
      expect(process.troubles).toHaveLength(forgeries.length);
    });

    it('cannot put anything into the backlog: listeners are sent for a snapshot instead', async () => {
      const now = await publish(1, 3);
      await room.redis.lset(room.keys.liveBacklog(workspaceId), 1, `${now.epoch} 2 ${JSON.stringify(anUpdate(66))}`);
      const process = room.process();
      expect((await follow(process, { ...now, seq: 0 })).listener.told).toEqual(['snapshot 3']);
      expect((await follow(process, { ...now, seq: 2 })).listener.told).toEqual([3]);
    });

    it('who says again what was said, under a number to come, is found out and costs a snapshot', async () => {
      const { listener } = await follow(room.process());
      const { epoch } = await publish(1, 1);
      await eventually(() => expect(listener.told).toEqual([1]));
      await forge(`${epoch} 2 ${sealedFor(workspaceId, anUpdate(1))}`);
      await publish(2, 2);
      await eventually(() => expect(listener.snapshots).toHaveLength(1));
      await publish(3, 3);
      await eventually(() => expect(listener.frames.at(-1)?.eventId).toBe('event-3'));
      expect(listener.frames.at(-1)?.epoch).not.toBe(epoch);
    });
  });
});
