import { once } from 'node:events';
import { eventually } from '@raptor/testing';
import { WebSocket } from 'ws';

/** What the gateway says on the live channel. */
export interface Said {
  readonly type: string;
  readonly epoch?: string;
  readonly seq?: number;
  readonly prev?: number;
  readonly id?: string;
  readonly data?: Record<string, unknown>;
  readonly groups?: readonly string[];
  readonly code?: string;
  readonly at?: string;
}

export interface LivePlace {
  readonly epoch: string;
  readonly last_seq: number;
}

/** A client as a frontend would write one: it notes what it hears, and whether something was missing. */
export class LiveClient {
  readonly heard: Said[] = [];
  /** Messages whose `prev` is not the number that came before them. */
  gaps = 0;
  place: LivePlace | undefined;
  ended: { readonly code: number; readonly reason: string } | undefined;

  private constructor(
    readonly socket: WebSocket,
    place: LivePlace | undefined,
  ) {
    this.place = place;
    socket.on('message', (data: Buffer) => {
      this.note(JSON.parse(data.toString()) as Said);
    });
    socket.on('close', (code, reason) => {
      this.ended = { code, reason: reason.toString() };
    });
    socket.on('error', () => undefined);
  }

  /** Opens a socket; with a place it goes on from there as soon as it asks for something. */
  static async open(url: string, ticket: string, place?: LivePlace): Promise<LiveClient> {
    const socket = new WebSocket(`${url.replace('http', 'ws')}/api/v1/live?ticket=${ticket}`);
    const client = new LiveClient(socket, place);
    await once(socket, 'open');
    return client;
  }

  /** Asks for groups and waits for the answer. */
  async subscribe(...groups: string[]): Promise<this> {
    const before = this.of('subscribed').length;
    const isFirst = before === 0;
    this.say({ subscribe: groups, ...(isFirst && this.place) });
    await eventually(() => {
      if (this.of('subscribed').length === before) throw new Error(`not subscribed: ${JSON.stringify(this.heard)}`);
    });
    return this;
  }

  say(message: unknown): void {
    this.socket.send(typeof message === 'string' ? message : JSON.stringify(message));
  }

  of(type: string): Said[] {
    return this.heard.filter((said) => said.type === type);
  }

  /** What happened, without what the channel says of itself. */
  get events(): Said[] {
    return this.heard.filter(({ id }) => id !== undefined);
  }

  /** As a network would: without a word. */
  cut(): void {
    this.socket.terminate();
  }

  private note(said: Said): void {
    this.heard.push(said);
    if (said.epoch === undefined || said.seq === undefined) return;
    const isNext = this.place === undefined || said.type === 'snapshot_required' || said.prev === this.place.last_seq;
    if (!isNext) this.gaps += 1;
    this.place = { epoch: said.epoch, last_seq: said.seq };
  }
}
