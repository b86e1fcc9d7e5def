import { ApiProblem } from './api-problem';

/** Something that happened in the workspace. */
export interface LiveEvent {
  /** Such as `campaign.created`. */
  readonly type: string;
  readonly at: string;
  readonly id: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface LiveOptions {
  /** As for the client: `https://api.company.example`. */
  readonly baseUrl: string;
  /** `api.auth.issueWsTicket`: asked for before each connection, a ticket is good once. */
  readonly ticket: () => Promise<{ readonly ticket: string }>;
  /** Such as `campaigns`, `agents`. */
  readonly groups: readonly string[];
  readonly onEvent: (event: LiveEvent) => void;
  /** More was missed than is kept: read anew what you show. Events go on from here. */
  readonly onSnapshotRequired?: () => void;
  /** It is over: the caller may not listen (any more), or listened in a way that is none. */
  readonly onEnd?: (reason: unknown) => void;
  /** Default: the global one. Node before 22 has none: give that of the package `ws`. */
  readonly webSocket?: new (url: string, protocols?: string[]) => object;
}

/** What is used of a WebSocket. */
interface Socket {
  send(text: string): void;
  close(code?: number): void;
  onopen: (() => void) | null;
  onmessage: ((event: { data: unknown }) => void) | null;
  onclose: ((event: { code: number; reason: string }) => void) | null;
  onerror: (() => void) | null;
}

interface Frame extends Partial<LiveEvent> {
  readonly epoch?: string;
  readonly seq?: number;
  readonly prev?: number;
  readonly type: string;
}

const PROTOCOL = 'raptor.live.v1';
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 15_000;
const MISBEHAVED = 1008;
const GAP = 4900;

/**
 * Hears what happens, from now on, each event once and in order. A connection that breaks is made anew from the place where it broke; what cannot be
 * caught up with is said ({@link LiveOptions.onSnapshotRequired}).
 */
export function openLive(options: LiveOptions): Live {
  const channel = new LiveChannel(options);
  void channel.connect();
  return { ready: channel.ready, close: () => channel.close() };
}

export interface Live {
  /** What happens after this is heard. Rejects with the reason when there is nothing to hear, as `onEnd` says. */
  readonly ready: Promise<void>;
  close(): void;
}

class LiveChannel {
  private place: { readonly epoch: string; readonly last_seq: number } | undefined;
  private socket: Socket | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private failures = 0;
  private isClosed = false;
  private isReady: () => void = () => undefined;
  private isOver: (reason: unknown) => void = () => undefined;
  readonly ready = new Promise<void>((resolve, reject) => {
    this.isReady = resolve;
    this.isOver = reject;
  });

  constructor(private readonly options: LiveOptions) {
    // Whoever does not wait for it hears of it by `onEnd`.
    this.ready.catch(() => undefined);
  }

  async connect(): Promise<void> {
    try {
      const { ticket } = await this.options.ticket();
      if (!this.isClosed) this.open(ticket);
    } catch (error) {
      const isRefused = ApiProblem.is(error) && error.status < 500 && error.status !== 429;
      if (isRefused) this.end(error);
      else this.tryAgain();
    }
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.timer);
    this.socket?.close(1000);
  }

  private open(ticket: string): void {
    const known = this.options.webSocket ?? (globalThis as { WebSocket?: LiveOptions['webSocket'] }).WebSocket;
    if (!known) throw new Error('There is no WebSocket here: give openLive the one of the package ws');
    const url = `${this.options.baseUrl.replace(/^http/, 'ws').replace(/\/+$/, '')}/api/v1/live`;
    // Not in the address: addresses are written into logs.
    const socket = new known(url, [PROTOCOL, `ticket.${ticket}`]) as Socket;
    this.socket = socket;
    socket.onopen = () => {
      socket.send(JSON.stringify({ subscribe: this.options.groups, ...this.place }));
    };
    socket.onmessage = ({ data }) => {
      this.hear(JSON.parse(String(data)) as Frame, socket);
    };
    socket.onerror = () => undefined;
    socket.onclose = ({ code, reason }) => {
      if (this.isClosed || this.socket !== socket) return;
      if (code === MISBEHAVED) this.end(new Error(reason));
      else this.tryAgain();
    };
  }

  private hear(frame: Frame, socket: Socket): void {
    this.failures = 0;
    const { epoch, seq, prev, type } = frame;
    if (epoch === undefined || seq === undefined || this.socket !== socket) return;
    const isMissing = type !== 'snapshot_required' && this.place !== undefined && prev !== this.place.last_seq;
    if (isMissing) {
      this.socket = undefined;
      socket.close(GAP);
      this.tryAgain();
      return;
    }
    this.place = { epoch, last_seq: seq };
    this.isReady();
    if (type === 'snapshot_required') this.options.onSnapshotRequired?.();
    else if (frame.id !== undefined) this.options.onEvent(frame as LiveEvent);
  }

  private tryAgain(): void {
    if (this.isClosed) return;
    const wait = Math.min(FIRST_WAIT_MS * 2 ** this.failures, LONGEST_WAIT_MS) * (0.5 + Math.random() / 2);
    this.failures += 1;
    this.timer = setTimeout(() => void this.connect(), wait);
  }

  private end(reason: unknown): void {
    this.isClosed = true;
    this.isOver(reason);
    this.options.onEnd?.(reason);
  }
}
