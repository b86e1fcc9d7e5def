import { once } from 'node:events';
import { WebSocket } from 'ws';

interface Place {
  readonly epoch: string;
  readonly last_seq: number;
}

interface Said extends Partial<Place> {
  readonly type: string;
  readonly seq?: number;
  readonly prev?: number;
  readonly id?: string;
}

/** A client that notes what it hears and when, and goes on where it was when it comes back. */
export class Listener {
  /** Event id -> when it was heard, in the order in which they came; ms since the epoch. */
  readonly heard: (readonly [id: string, at: number])[] = [];
  gaps = 0;
  snapshots = 0;
  private place: Place | undefined;
  private socket: WebSocket | undefined;

  /** Resolves when it has heard all that it missed. */
  async open(url: string, ticket: string): Promise<void> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/api/v1/live?ticket=${ticket}`);
    this.socket = socket;
    socket.on('error', () => undefined);
    const subscribed = new Promise<void>((resolve, reject) => {
      socket.on('message', (data: Buffer) => {
        const said = JSON.parse(data.toString()) as Said;
        this.note(said);
        if (said.type === 'subscribed') resolve();
      });
      socket.on('close', (code) => reject(new Error(`The socket was closed: ${code}`)));
    });
    subscribed.catch(() => undefined);
    await once(socket, 'open');
    socket.send(JSON.stringify({ subscribe: ['agents'], ...this.place }));
    await subscribed;
  }

  /** Without a word, as a network does it. */
  cut(): void {
    this.socket?.removeAllListeners('message');
    this.socket?.terminate();
  }

  private note({ type, epoch, seq, prev, id }: Said): void {
    if (id !== undefined) this.heard.push([id, performance.timeOrigin + performance.now()]);
    if (type === 'snapshot_required') this.snapshots += 1;
    if (epoch === undefined || seq === undefined) return;
    if (this.place && prev !== this.place.last_seq) this.gaps += 1;
    this.place = { epoch, last_seq: seq };
  }
}
