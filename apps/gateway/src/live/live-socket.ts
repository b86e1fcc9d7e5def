import { coversOperation, includesRole } from '@raptor/contracts';
import { AppError, asAppError } from '@raptor/platform';
import type { LiveFrame, LiveListener, LivePosition, LiveSubscriber, LiveSubscription } from '@raptor/raptor-bus';
import type { Principal } from '../identity/principal';
import { readClientMessage, type ClientMessage } from './client-message';
import { groupOf, textOf } from './frame-text';
import { LIVE_CLOSE, type LiveClose } from './live-close';
import { LIVE_GROUPS, type LiveGroup } from './live-events';
import { MessageAllowance } from './message-allowance';

/** What is needed of a connection. */
export interface Wire {
  /** Bytes that were sent and have not left yet. */
  readonly bufferedAmount: number;
  send(text: string): void;
  ping(): void;
  close(code: number, reason: string): void;
  terminate(): void;
}

/** How long a client that was told of the end may take to agree, in milliseconds. */
const CLOSING_MS = 2_000;

export interface SocketSettings {
  /** Most bytes that may wait for a client to read them. */
  readonly bufferBytes: number;
  /** Gets what should not happen. */
  report(error: unknown): void;
}

/** One client: what it wants to hear, what it may, and what it has been sent. */
export class LiveSocket implements LiveListener {
  readonly openedAt = performance.now();
  private groups: ReadonlySet<LiveGroup> = new Set();
  private subscription: LiveSubscription | undefined;
  /** What it knows to be its place: everything up to there that it wants was sent. */
  private last: LivePosition | undefined;
  /** What it has not read yet of the frames that it had missed: those were its right, whatever their size. */
  private owed = 0;
  private isCatchingUp = false;
  private isAlive = true;
  private isEnded = false;
  private readonly allowance = new MessageAllowance();
  private work = Promise.resolve();

  constructor(
    readonly principal: Principal,
    private readonly wire: Wire,
    private readonly subscriber: LiveSubscriber,
    private readonly settings: SocketSettings,
  ) {}

  /** The client has said something; its messages take effect one after the other. */
  hear(data: Buffer, isBinary: boolean): void {
    this.isAlive = true;
    if (this.isEnded) return;
    if (!this.allowance.take()) {
      this.end(LIVE_CLOSE.misbehaved);
      return;
    }
    this.work = this.work.then(() => this.obey(data, isBinary));
  }

  pong(): void {
    this.isAlive = true;
  }

  /** Since the last beat. */
  get hasAnswered(): boolean {
    return this.isAlive;
  }

  frame(frame: LiveFrame): void {
    if (!this.mayHear(groupOf(frame))) return;
    const { epoch, seq } = frame;
    this.send(textOf(frame, this.last?.seq ?? frame.prev));
    this.last = { epoch, seq };
  }

  snapshotRequired({ epoch, seq }: LivePosition): void {
    this.last = { epoch, seq };
    this.send(JSON.stringify({ type: 'snapshot_required', epoch, seq }));
  }

  /** Asks whether somebody is there, and moves the client's place on past what it did not want. Ends a client that has not said anything since the last time. */
  beat(): void {
    if (!this.isAlive) {
      this.wire.terminate();
      return;
    }
    this.isAlive = false;
    this.wire.ping();
    this.owed = Math.min(this.owed, this.wire.bufferedAmount);
    if (this.subscription) this.sendPlace({ type: 'heartbeat', at: new Date().toISOString() });
  }

  /** With its place, so that the client goes on from there elsewhere. */
  leave(): void {
    if (this.subscription) this.sendPlace({ type: 'closing', ...LIVE_CLOSE.restarting });
    const { code, reason } = LIVE_CLOSE.restarting;
    this.end({ code, reason: this.last ? `${reason}; epoch=${this.last.epoch} last_seq=${this.last.seq}` : reason });
  }

  end({ code, reason }: LiveClose | { code: number; reason: string }): void {
    if (this.isEnded) return;
    this.isEnded = true;
    this.subscription?.close();
    this.wire.close(code, reason);
    setTimeout(() => {
      this.wire.terminate();
    }, CLOSING_MS).unref();
  }

  /** The connection is gone. */
  closed(): void {
    this.isEnded = true;
    this.subscription?.close();
  }

  terminate(): void {
    this.wire.terminate();
  }

  private async obey(data: Buffer, isBinary: boolean): Promise<void> {
    if (this.isEnded) return;
    try {
      if (isBinary) throw new AppError('REQUEST_UNSUPPORTED_MEDIA_TYPE', 'Messages are JSON in text frames');
      await this.subscribe(readClientMessage(data));
    } catch (error) {
      const known = asAppError(error);
      if (known) this.send(JSON.stringify({ type: 'error', code: known.code, detail: known.message }));
      else {
        this.settings.report(error);
        this.end(LIVE_CLOSE.broken);
      }
    }
  }

  private async subscribe({ groups, after }: ClientMessage): Promise<void> {
    const forbidden = [...groups].filter((group) => !this.isOpenTo(group));
    if (forbidden.length > 0)
      throw new AppError('AUTH_FORBIDDEN', `Neither role nor scopes allow to hear of ${forbidden.join(', ')}`);
    if (!this.subscription) {
      await this.begin(groups, after);
      return;
    }
    if (after) throw new AppError('REQUEST_INVALID', 'epoch and last_seq go with the first message of a connection');
    this.choose(groups);
  }

  /** What was missed comes first, then the answer. */
  private async begin(groups: ReadonlySet<LiveGroup>, after: LivePosition | undefined): Promise<void> {
    this.groups = groups;
    this.last = after;
    this.isCatchingUp = true;
    try {
      const { workspaceId } = this.principal;
      this.subscription = await this.subscriber.subscribe(workspaceId, { ...(after && { after }) }, this);
    } catch (error) {
      this.groups = new Set();
      throw error;
    } finally {
      this.isCatchingUp = false;
    }
    this.owed = this.wire.bufferedAmount;
    if (this.isEnded) this.subscription.close();
    else this.choose(this.groups);
  }

  private choose(groups: ReadonlySet<LiveGroup>): void {
    this.groups = groups;
    this.sendPlace({ type: 'subscribed', groups: [...groups] });
  }

  private mayHear(group: string): boolean {
    const chosen = group as LiveGroup;
    return this.groups.has(chosen) && this.isOpenTo(chosen);
  }

  /** Groups are those of the API: a key that may read one may hear of it. */
  private isOpenTo(group: LiveGroup): boolean {
    const { role, scopes } = this.principal;
    return includesRole(role, LIVE_GROUPS[group]) && coversOperation(scopes, group, 'GET');
  }

  private sendPlace(said: { readonly type: string } & Readonly<Record<string, unknown>>): void {
    const place = this.subscription?.position ?? this.last;
    if (!place) return;
    const { epoch, seq } = place;
    this.send(JSON.stringify({ epoch, seq, prev: this.last?.seq ?? seq, ...said }));
    this.last = { epoch, seq };
  }

  private send(text: string): void {
    if (this.isEnded) return;
    if (!this.isCatchingUp && this.wire.bufferedAmount > this.owed + this.settings.bufferBytes)
      this.end(LIVE_CLOSE.tooSlow);
    else this.wire.send(text);
  }
}
