import { randomUUID } from 'node:crypto';
import { eventually, testServers } from '@raptor/testing';
import { BusUnavailableError, MessageInvalidError } from '../src/bus-errors';
import { FORGET_LIVE_EPOCH } from '../src/live/forget-live-epoch.lua';
import { Script } from '../src/redis/script';
import { anUpdate, LiveRoom, NotingListener, range } from './fixtures/live-room';
import { PrivateRedis } from './fixtures/private-redis';
import { TcpProxy } from './fixtures/tcp-proxy';

describe('publishing live updates', () => {
  let room: LiveRoom;
  let workspaceId: string;

  beforeEach(() => {
    room = new LiveRoom();
    workspaceId = randomUUID();
  });

  afterEach(() => room.end());

  const backlog = (): Promise<string[]> => room.redis.lrange(room.keys.liveBacklog(workspaceId), 0, -1);
  const seen = (): Promise<string[]> => room.redis.zrange(room.keys.liveSeen(workspaceId), '0', '-1');
  const numbersOf = (frames: readonly string[]): number[] => frames.map((frame) => Number(frame.split(' ')[1]));

  it('numbers those of a workspace without gaps, whoever publishes', async () => {
    const publishers = [room.process(), room.process()];
    const positions = await Promise.all(
      range(1, 400).map((number) => publishers[number % 2]!.updates.publish(workspaceId, anUpdate(number))),
    );
    expect(positions.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual(range(1, 400));
    expect(new Set(positions.map(({ epoch }) => epoch)).size).toBe(1);
    expect(numbersOf(await backlog())).toEqual(range(1, 400));
  });

  it('numbers each workspace for itself, in an epoch of its own', async () => {
    const { updates } = room.process();
    const first = await updates.publish(workspaceId, anUpdate(1));
    const other = await updates.publish(randomUUID(), anUpdate(1));
    expect([first.seq, other.seq]).toEqual([1, 1]);
    expect(first.epoch).not.toBe(other.epoch);
  });

  it('tells what a frame is: its place, the one before it, and the update', async () => {
    const { updates, subscriber } = room.process();
    const listener = new NotingListener();
    await subscriber.subscribe(workspaceId, {}, listener);
    const { epoch } = await updates.publish(workspaceId, anUpdate(7));
    await updates.publish(workspaceId, anUpdate(8));
    await eventually(() => expect(listener.frames).toHaveLength(2));
    expect(listener.frames).toEqual([
      { epoch, seq: 1, prev: 0, eventId: 'event-7', name: 'shop.order.placed', data: { number: 7 } },
      { epoch, seq: 2, prev: 1, eventId: 'event-8', name: 'shop.order.placed', data: { number: 8 } },
    ]);
  });

  it('drops an event id that is there already and answers the position it has', async () => {
    const [one, two] = [room.process(), room.process()];
    const listener = new NotingListener();
    await one.subscriber.subscribe(workspaceId, {}, listener);
    const first = await one.updates.publish(workspaceId, anUpdate(1));
    await one.updates.publish(workspaceId, anUpdate(2));
    const again = await Promise.all(range(1, 10).map(() => two.updates.publish(workspaceId, anUpdate(1))));
    expect(new Set(again.map(({ seq }) => seq))).toEqual(new Set([first.seq]));
    await one.updates.publish(workspaceId, anUpdate(3));
    await eventually(() => expect(listener.told).toEqual([1, 2, 3]));
    expect(numbersOf(await backlog())).toEqual([1, 2, 3]);
  });

  it('keeps a bounded number of frames, and the ids of no others', async () => {
    const { updates } = room.process({ backlogFrames: 10 });
    for (const number of range(1, 35)) await updates.publish(workspaceId, anUpdate(number));
    expect(numbersOf(await backlog())).toEqual(range(26, 35));
    expect(await seen()).toEqual(range(26, 35).map((number) => `event-${number}`));
    // The id left with its frame, so that it is new again.
    expect((await updates.publish(workspaceId, anUpdate(25))).seq).toBe(36);
    expect((await updates.publish(workspaceId, anUpdate(35))).seq).toBe(35);
  });

  it('keeps a bounded number of bytes, and always the newest frame', async () => {
    const { updates } = room.process({ backlogBytes: 3_000 });
    const large = (number: number) => ({ ...anUpdate(number), data: 'x'.repeat(500) });
    for (const number of range(1, 30)) await updates.publish(workspaceId, large(number));
    const kept = await backlog();
    expect(kept.length).toBeGreaterThanOrEqual(4);
    expect(Buffer.byteLength(kept.join(''))).toBeLessThanOrEqual(3_000);
    expect(await room.redis.hget(room.keys.live(workspaceId), 'bytes')).toBe(String(Buffer.byteLength(kept.join(''))));
    await updates.publish(workspaceId, { ...anUpdate(31), data: 'x'.repeat(9_000) });
    expect(numbersOf(await backlog())).toEqual([31]);
    await updates.publish(workspaceId, anUpdate(32));
    expect(numbersOf(await backlog())).toEqual([32]);
  });

  it('is forgotten by Redis after a time without updates', async () => {
    const { updates } = room.process({ idleMs: 60_000 });
    await updates.publish(workspaceId, anUpdate(1));
    for (const key of room.keysOf(workspaceId)) {
      expect(await room.redis.pttl(key)).toBeGreaterThan(0);
      expect(await room.redis.pttl(key)).toBeLessThanOrEqual(60_000);
    }
  });

  it('begins another epoch at 1 when Redis has lost the numbers, with nothing left of the old one', async () => {
    const { updates } = room.process();
    const before = await updates.publish(workspaceId, anUpdate(1));
    await updates.publish(workspaceId, anUpdate(2));
    await room.redis.del(room.keys.live(workspaceId));
    const after = await updates.publish(workspaceId, anUpdate(1));
    expect(after.seq).toBe(1);
    expect(after.epoch).not.toBe(before.epoch);
    expect(numbersOf(await backlog())).toEqual([1]);
    expect(await seen()).toEqual(['event-1']);
  });

  it('an epoch that is over already is not ended again', async () => {
    const { updates } = room.process();
    await updates.publish(workspaceId, anUpdate(1));
    const end = (epoch: string) => new Script(FORGET_LIVE_EPOCH).run(room.redis, room.keysOf(workspaceId), [epoch]);
    expect(await end('an earlier one')).toBe(0);
    const { epoch, seq } = await updates.publish(workspaceId, anUpdate(2));
    expect(seq).toBe(2);
    expect(await end(epoch)).toBe(1);
    expect(await room.redis.exists(...room.keysOf(workspaceId))).toBe(0);
  });

  it('goes on after the backlog alone was lost', async () => {
    const { updates } = room.process();
    for (const number of range(1, 3)) await updates.publish(workspaceId, anUpdate(number));
    await room.redis.del(room.keys.liveBacklog(workspaceId));
    expect((await updates.publish(workspaceId, anUpdate(4))).seq).toBe(4);
    expect(await seen()).toEqual(['event-4']);
    expect(await room.redis.hget(room.keys.live(workspaceId), 'bytes')).toBe(String((await backlog()).join('').length));
  });

  it('counts on beyond what a number prints plainly', async () => {
    const { updates } = room.process();
    await room.redis.hset(room.keys.live(workspaceId), 'epoch', 'old', 'seq', '999999999999999');
    expect(await updates.publish(workspaceId, anUpdate(1))).toEqual({ epoch: 'old', seq: 1_000_000_000_000_000 });
    expect((await updates.publish(workspaceId, anUpdate(2))).seq).toBe(1_000_000_000_000_001);
    expect((await updates.publish(workspaceId, anUpdate(2))).seq).toBe(1_000_000_000_000_001);
    expect(numbersOf(await backlog())).toEqual([1_000_000_000_000_000, 1_000_000_000_000_001]);
  });

  it('survives that Redis forgot its scripts', async () => {
    const { updates } = room.process();
    await updates.publish(workspaceId, anUpdate(1));
    await room.redis.script('FLUSH');
    expect((await updates.publish(workspaceId, anUpdate(2))).seq).toBe(2);
  });

  it('works on a node of a cluster: all keys of a workspace are in one slot', async () => {
    const node = await PrivateRedis.start(['--cluster-enabled', 'yes']);
    const { updates, subscriber, commands } = room.process({ url: node.url, backlogFrames: 3 });
    await eventually(() => expect(commands.status).toBe('ready'));
    await commands.cluster('ADDSLOTS', ...range(0, 16_383));
    await eventually(async () => expect(await commands.cluster('INFO')).toContain('cluster_state:ok'));
    const listener = new NotingListener();
    await subscriber.subscribe(workspaceId, {}, listener);
    for (const number of range(1, 5)) await updates.publish(workspaceId, anUpdate(number));
    await eventually(() => expect(listener.told).toEqual(range(1, 5)));
    const resumed = new NotingListener();
    await subscriber.subscribe(workspaceId, { after: { ...listener.frames[1]! } }, resumed);
    expect(resumed.told).toEqual([3, 4, 5]);
    await node.stop();
  });

  it('refuses an update that is too large, and an id that is none', async () => {
    const { updates } = room.process();
    const large = { ...anUpdate(1), data: 'x'.repeat(300_000) };
    await expect(updates.publish(workspaceId, large)).rejects.toBeInstanceOf(MessageInvalidError);
    const nameless = { ...anUpdate(1), eventId: '' };
    await expect(updates.publish(workspaceId, nameless)).rejects.toBeInstanceOf(MessageInvalidError);
    expect(await backlog()).toEqual([]);
  });

  it('says so when Redis is away, and the same update may be published again', async () => {
    const proxy = await TcpProxy.to(testServers().redisBusUrl);
    await proxy.open();
    const { updates } = room.process({ url: proxy.url, commandTimeoutMs: 400 });
    await updates.publish(workspaceId, anUpdate(1));
    proxy.freeze();
    await expect(updates.publish(workspaceId, anUpdate(2))).rejects.toBeInstanceOf(BusUnavailableError);
    proxy.thaw();
    await eventually(() => updates.publish(workspaceId, anUpdate(2)));
    expect((await updates.publish(workspaceId, anUpdate(3))).seq).toBe(3);
    await proxy.close();
  });
});
