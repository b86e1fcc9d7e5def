import { randomUUID } from 'node:crypto';
import { setTimeout as after } from 'node:timers/promises';
import { eventually, testServers } from '@raptor/testing';
import type { LivePosition } from '../src/live/live-frame';
import { anUpdate, LiveRoom, NotingListener, range, type LiveProcess } from './fixtures/live-room';
import { TcpProxy } from './fixtures/tcp-proxy';

jest.setTimeout(120_000);

const PATIENT = { withinMs: 15_000 };

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

  const publish = async (from: number, to: number, to_ = workspaceId): Promise<LivePosition> => {
    let last: LivePosition | undefined;
    for (const number of range(from, to)) last = await publisher.updates.publish(to_, anUpdate(number));
    return last!;
  };

  const follow = async ({ subscriber }: LiveProcess, workspace = workspaceId) => {
    const listener = new NotingListener();
    const subscription = await eventually(() => subscriber.subscribe(workspace, {}, listener));
    return { listener, subscription };
  };

  /** As if what was published in between had been lost on the way to listeners. */
  const unheard = async (work: () => Promise<unknown>): Promise<void> => {
    const channel = jest.spyOn(room.keys, 'liveChannel');
    void channel;
    await work();
  };
});
