import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { WebSocket, WebSocketServer } from 'ws';
import { ApiProblem, openLive, type LiveEvent } from '../src';

const frame = (seq: number, prev: number, type = 'campaign.created'): object => ({
  epoch: 'e1',
  seq,
  prev,
  type,
  at: '2026-01-02T03:04:05.000Z',
  id: `id-${seq}`,
  data: { seq },
});

/** Repeats until it is so. */
async function until(isSo: () => boolean): Promise<void> {
  const end = Date.now() + 10_000;
  while (!isSo()) {
    if (Date.now() > end) throw new Error('Not within 10 s');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

describe('the live channel', () => {
  let server: WebSocketServer;
  /** What each connection said first. */
  let asked: { protocols: string[]; said: unknown }[];
  /** What each connection is told, in turn. */
  let script: ((socket: WebSocket) => void)[];
  let heard: LiveEvent[];
  let snapshots: number;
  let end: unknown;
  let tickets: number;
  let channel: { close(): void } | undefined;

  const open = (ticket = async () => ({ ticket: `t-${(tickets += 1)}` })): void => {
    channel = openLive({
      baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
      ticket,
      groups: ['campaigns'],
      onEvent: (event) => heard.push(event),
      onSnapshotRequired: () => (snapshots += 1),
      onEnd: (reason) => (end = reason),
      webSocket: WebSocket,
    });
  };
  const seqs = (): unknown[] => heard.map(({ data }) => data['seq']);

  beforeEach(async () => {
    [asked, script, heard, snapshots, end, tickets] = [[], [], [], 0, undefined, 0];
    server = new WebSocketServer({ port: 0, host: '127.0.0.1', handleProtocols: (names) => [...names][0] ?? false });
    server.on('connection', (socket, request) => {
      socket.once('message', (data: Buffer) => {
        const protocols = String(request.headers['sec-websocket-protocol'])
          .split(',')
          .map((each) => each.trim());
        asked.push({ protocols, said: JSON.parse(data.toString()) });
        script[Math.min(asked.length, script.length) - 1]?.(socket);
      });
    });
    await once(server, 'listening');
  });

  afterEach(() => {
    channel?.close();
    server.clients.forEach((socket) => {
      socket.terminate();
    });
    server.close();
  });

  const tell = (socket: WebSocket, ...frames: object[]): void => {
    frames.forEach((each) => {
      socket.send(JSON.stringify(each));
    });
  };

  it('goes on where it broke, with a new ticket, and tells each event once', async () => {
    script = [
      (socket) => {
        tell(socket, { type: 'subscribed', epoch: 'e1', seq: 6, prev: 6 }, frame(7, 6), frame(8, 7));
        socket.close(1012);
      },
      (socket) => {
        tell(socket, frame(9, 8));
      },
    ];
    open();
    await until(() => heard.length === 3);
    expect(seqs()).toEqual([7, 8, 9]);
    expect(asked).toEqual([
      { protocols: ['raptor.live.v1', 'ticket.t-1'], said: { subscribe: ['campaigns'] } },
      {
        protocols: ['raptor.live.v1', 'ticket.t-2'],
        said: { subscribe: ['campaigns'], epoch: 'e1', last_seq: 8 },
      },
    ]);
  });

  it('connects anew when something is missing', async () => {
    script = [
      (socket) => {
        tell(socket, frame(1, 0), frame(4, 3), frame(5, 4));
      },
      (socket) => {
        tell(socket, frame(2, 1), frame(3, 2), frame(4, 3));
      },
    ];
    open();
    await until(() => heard.length === 4);
    expect(seqs()).toEqual([1, 2, 3, 4]);
  });

  it('says when more was missed than is kept, and goes on', async () => {
    script = [
      (socket) => {
        tell(socket, frame(1, 0), { type: 'snapshot_required', epoch: 'e2', seq: 90, prev: 90 }, frame(91, 90));
      },
    ];
    open();
    await until(() => heard.length === 2);
    expect([seqs(), snapshots]).toEqual([[1, 91], 1]);
  });

  it('ends when there is no ticket to be had, and waits when there is none right now', async () => {
    const refused = new ApiProblem(403, 'AUTH_NO_WORKSPACE', '', '', undefined, undefined, [], undefined);
    let asks = 0;
    open(async () => {
      asks += 1;
      throw asks === 1 ? new TypeError('fetch failed') : refused;
    });
    await until(() => end !== undefined);
    expect([asks, end]).toEqual([2, refused]);
  });

  it('is not made anew once it is closed', async () => {
    script = [
      (socket) => {
        tell(socket, frame(1, 0));
      },
    ];
    open();
    await until(() => heard.length === 1);
    channel?.close();
    await until(() => server.clients.size === 0);
    await new Promise((resolve) => setTimeout(resolve, 400));
    expect(asked).toHaveLength(1);
  });
});
