import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { eventually, testServers } from '@raptor/testing';
import type { LivePosition } from '../src/live/live-frame';
import { anUpdate, LiveRoom, NotingListener, range, type LiveProcess } from './fixtures/live-room';
import { PrivateRedis } from './fixtures/private-redis';
import { TcpProxy } from './fixtures/tcp-proxy';

const PATIENT = { withinMs: 20_000 };

describe('live updates when things break', () => {
  let room: LiveRoom;
  let workspaceId: string;
  let publisher: LiveProcess;
  let proxy: TcpProxy;

  beforeEach(async () => {
    room = new LiveRoom();
    workspaceId = randomUUID();
    publisher = room.process();
    proxy = await TcpProxy.to(testServers().redisBusUrl);
    await proxy.open();
  });

  afterEach(async () => {
    await room.end();
    await proxy.close();
  });

  const publish = async (from: number, to: number, workspace = workspaceId): Promise<LivePosition> => {
    let last: LivePosition | undefined;
    for (const number of range(from, to)) last = await publisher.updates.publish(workspace, anUpdate(number));
    return last!;
  };

  const follow = async ({ subscriber }: LiveProcess, workspace = workspaceId) => {
    const listener = new NotingListener();
    const subscription = await eventually(() => subscriber.subscribe(workspace, {}, listener), PATIENT);
    return { listener, subscription };
  };

  it('200 connections cut under traffic of several publishers: every frame once, in order, and no snapshot', async () => {
    const publishers = [room.process({ url: proxy.url }), room.process()];
    const processes = range(1, 4).map(() => room.process({ url: proxy.url }));
    const followers = await Promise.all(processes.map((process) => follow(process)));
    let isOver = false;
    let published = 0;
    // On a busy machine a follower may be late by more than is kept, and then a snapshot is right: that is another promise.
    const isFollowed = () => {
      for (const { subscription } of followers) expect(published - subscription.position.seq).toBeLessThan(500);
    };
    const traffic = publishers.map(async ({ updates }, index) => {
      for (let number = 0; !isOver; number += 1) {
        const update = { ...anUpdate(number), eventId: `${index}-${number}` };
        // As a careful publisher does: again until Redis has it, under the same id.
        await eventually(() => updates.publish(workspaceId, update), PATIENT);
        published += 1;
        if (published % 100 === 0) await eventually(isFollowed, PATIENT);
        await after(1);
      }
    });
    let cuts = 0;
    while (cuts < 200) {
      const startedAt = published;
      cuts += await room.killConnections('live');
      if (cuts % 20 === 0) await room.killConnections('commands');
      await eventually(() => expect(published).toBeGreaterThan(startedAt + 5), PATIENT);
    }
    isOver = true;
    await Promise.all(traffic);
    await eventually(() => {
      for (const { subscription } of followers) expect(subscription.position.seq).toBe(published);
    }, PATIENT);
    for (const { listener } of followers) {
      expect(listener.told).toEqual(range(1, published));
      expect(listener.frames.every(({ seq, prev }) => prev === seq - 1)).toBe(true);
      expect(new Set(listener.frames.map(({ eventId }) => eventId)).size).toBe(published);
    }
  });

  it('an outage: what was published meanwhile is told afterwards, in many workspaces', async () => {
    const process = room.process({ url: proxy.url });
    const workspaces = range(1, 100).map(() => randomUUID());
    const followers = await Promise.all(workspaces.map((workspace) => follow(process, workspace)));
    await proxy.close();
    await Promise.all(workspaces.map((workspace) => publish(1, 3, workspace)));
    await proxy.open();
    await eventually(() => {
      for (const { listener } of followers) expect(listener.told).toEqual([1, 2, 3]);
    }, PATIENT);
  });

  it('only the connection that listens was lost: what was missed is told although nothing follows it', async () => {
    const { listener } = await follow(room.process());
    for (const number of range(1, 3)) await room.publishUnheard(workspaceId, anUpdate(number));
    expect(await room.killConnections('live')).toBe(1);
    await eventually(() => expect(listener.told).toEqual([1, 2, 3]), PATIENT);
  });

  it('an outage longer than the backlog: one snapshot, then frames go on', async () => {
    publisher = room.process({ backlogFrames: 10 });
    const process = room.process({ url: proxy.url });
    const { listener } = await follow(process);
    await publish(1, 1);
    await eventually(() => expect(listener.told).toEqual([1]));
    await proxy.close();
    await publish(2, 30);
    await proxy.open();
    await eventually(() => expect(listener.told).toEqual([1, 'snapshot 30']), PATIENT);
    await publish(31, 32);
    await eventually(() => expect(listener.told).toEqual([1, 'snapshot 30', 31, 32]), PATIENT);
  });

  it('a line that went dead without a word is given up for a new one, and nothing is missing', async () => {
    const process = room.process({ url: proxy.url, commandTimeoutMs: 500 });
    const { listener } = await follow(process);
    await publish(1, 2);
    await eventually(() => expect(listener.told).toEqual([1, 2]));
    proxy.forsake();
    await publish(3, 5);
    await eventually(() => expect(listener.told).toEqual(range(1, 5)), PATIENT);
  });

  it('Redis hangs: listeners hear all of it when it goes on', async () => {
    const process = room.process({ url: proxy.url, commandTimeoutMs: 500 });
    const { listener } = await follow(process);
    proxy.freeze();
    await publish(1, 5);
    await after(700);
    proxy.thaw();
    await eventually(() => expect(listener.told).toEqual(range(1, 5)), PATIENT);
  });

  it('a lost frame is noticed by the next one', async () => {
    const { listener } = await follow(room.process());
    await publish(1, 1);
    await room.publishUnheard(workspaceId, anUpdate(2));
    await room.publishUnheard(workspaceId, anUpdate(3));
    await publish(4, 5);
    await eventually(() => expect(listener.told).toEqual(range(1, 5)), PATIENT);
  });

  it('a lost frame before a silence is noticed all the same', async () => {
    const { listener } = await follow(room.process({ checkEveryMs: 100 }));
    await publish(1, 1);
    await room.publishUnheard(workspaceId, anUpdate(2));
    await eventually(() => expect(listener.told).toEqual([1, 2]), PATIENT);
  });

  it('silence costs Redis no writes', async () => {
    const process = room.process({ checkEveryMs: 50 });
    await follow(process);
    await publish(1, 1);
    const leftMs = await room.redis.pttl(room.keys.live(workspaceId));
    await after(400);
    expect(await room.redis.pttl(room.keys.live(workspaceId))).toBeLessThanOrEqual(leftMs - 390);
  });

  it('a workspace that somebody listens to in silence is not forgotten', async () => {
    const process = room.process({ checkEveryMs: 50, idleMs: 2_000 });
    const { listener } = await follow(process);
    const { epoch } = await room.process({ idleMs: 2_000 }).updates.publish(workspaceId, anUpdate(1));
    await after(3_000);
    expect(await publish(2, 2)).toEqual({ epoch, seq: 2 });
    await eventually(() => expect(listener.told).toEqual([1, 2]));
  });

  it('Redis emptied in silence: one snapshot of another epoch for every listener, then frames go on', async () => {
    const process = room.process({ checkEveryMs: 100 });
    const followers = [await follow(process), await follow(process), await follow(room.process({ checkEveryMs: 100 }))];
    const { epoch } = await publish(1, 2);
    await eventually(() => {
      for (const { listener } of followers) expect(listener.told).toEqual([1, 2]);
    });
    await room.redis.del(...room.keysOf(workspaceId));
    await eventually(() => {
      for (const { listener } of followers) expect(listener.snapshots).toHaveLength(1);
    }, PATIENT);
    await publish(1, 2);
    await eventually(() => {
      for (const { listener } of followers) expect(listener.told).toEqual([1, 2, 'snapshot 0', 1, 2]);
    });
    expect(followers[0]?.listener.frames.at(-1)?.epoch).not.toBe(epoch);
  });

  it('Redis emptied under traffic: one snapshot, and nothing after it is missing', async () => {
    const process = room.process();
    const { listener } = await follow(process);
    await publish(1, 5);
    await eventually(() => expect(listener.told).toEqual(range(1, 5)));
    await room.redis.del(...room.keysOf(workspaceId));
    await publish(1, 20);
    await eventually(() => expect(listener.frames.at(-1)).toMatchObject({ seq: 20 }), PATIENT);
    const [snapshot] = listener.snapshots;
    expect(listener.told).toEqual([...range(1, 5), `snapshot ${snapshot!.seq}`, ...range(snapshot!.seq + 1, 20)]);
  });

  it('Redis emptied: a newcomer brings the old epoch of the others to light', async () => {
    const process = room.process();
    const { listener } = await follow(process);
    await publish(1, 2);
    await eventually(() => expect(listener.told).toEqual([1, 2]));
    await room.redis.del(...room.keysOf(workspaceId));
    await follow(process);
    expect(listener.told).toEqual([1, 2, 'snapshot 0']);
  });

  describe('Redis itself ends,', () => {
    let redis: PrivateRedis;

    beforeEach(async () => {
      redis = await PrivateRedis.start();
      publisher = room.process({ url: redis.url });
    });

    afterEach(() => redis.stop());

    it('and comes back with what it had: nothing is missing, and nobody needs a snapshot', async () => {
      const { listener } = await follow(room.process({ url: redis.url }));
      await publish(1, 3);
      await eventually(() => expect(listener.told).toEqual([1, 2, 3]));
      await redis.kill();
      await redis.startAgain();
      await eventually(() => publish(4, 5), PATIENT);
      await eventually(() => expect(listener.told).toEqual(range(1, 5)), PATIENT);
    });

    it('or refuses subscriptions for a while: they are made when it takes them', async () => {
      const admin = publisher.commands;
      await eventually(() => expect(admin.status).toBe('ready'));
      await admin.acl('SETUSER', 'default', 'resetchannels');
      const process = room.process({ url: redis.url, commandTimeoutMs: 15_000, checkEveryMs: 100 });
      const listener = new NotingListener();
      const subscribing = process.subscriber.subscribe(workspaceId, {}, listener);
      await eventually(() => expect(process.troubles[0]).toContain('NOPERM'), PATIENT);
      await admin.acl('SETUSER', 'default', 'allchannels');
      await subscribing;
      await publish(1, 1);
      await eventually(() => expect(listener.told).toEqual([1]));
    });

    it('and comes back empty: one snapshot, then frames go on', async () => {
      const { listener } = await follow(room.process({ url: redis.url }));
      await publish(1, 3);
      await eventually(() => expect(listener.told).toEqual([1, 2, 3]));
      await redis.kill();
      await redis.startAgainEmpty();
      await eventually(() => expect(listener.told).toEqual([1, 2, 3, 'snapshot 0']), PATIENT);
      await eventually(() => publish(1, 2), PATIENT);
      await eventually(() => expect(listener.told).toEqual([1, 2, 3, 'snapshot 0', 1, 2]), PATIENT);
    });
  });

  describe('Redis came back without its latest writes', () => {
    it('in silence: another epoch begins, and one snapshot is asked for', async () => {
      const process = room.process({ checkEveryMs: 100 });
      const { listener } = await follow(process);
      const { epoch } = await publish(1, 2);
      const goBack = await room.rememberWorkspace(workspaceId);
      await publish(3, 4);
      await eventually(() => expect(listener.told).toEqual(range(1, 4)));
      await goBack();
      await eventually(() => expect(listener.told).toEqual([...range(1, 4), 'snapshot 0']), PATIENT);
      expect((await publish(5, 5)).epoch).not.toBe(epoch);
      await eventually(() => expect(listener.told).toEqual([...range(1, 4), 'snapshot 0', 1]));
    });

    it.each(['live', 'commands'] as const)(
      'and numbers were given again while %s connections were down: nobody takes them for those they know',
      async (purpose) => {
        const process = room.process();
        const { listener } = await follow(process);
        const { epoch } = await publish(1, 2);
        const goBack = await room.rememberWorkspace(workspaceId);
        await publish(3, 4);
        await eventually(() => expect(listener.told).toEqual(range(1, 4)));
        await goBack();
        for (const number of range(13, 16)) await room.publishUnheard(workspaceId, anUpdate(number));
        expect(await room.killConnections(purpose)).toBeGreaterThan(0);
        await eventually(() => expect(listener.snapshots).toHaveLength(1), PATIENT);
        expect(listener.snapshots[0]?.epoch).not.toBe(epoch);
        await eventually(() => publish(17, 17), PATIENT);
        await eventually(() => expect(listener.frames.at(-1)?.eventId).toBe('event-17'));
        expect(listener.snapshots).toHaveLength(1);
      },
    );

    it('and a number is told a second time', async () => {
      const process = room.process();
      const { listener } = await follow(process);
      await publish(1, 2);
      const goBack = await room.rememberWorkspace(workspaceId);
      await publish(3, 3);
      await eventually(() => expect(listener.told).toEqual(range(1, 3)));
      await goBack();
      await publish(13, 13);
      await eventually(() => expect(listener.told).toEqual([...range(1, 3), 'snapshot 0']), PATIENT);
    });
  });
});
