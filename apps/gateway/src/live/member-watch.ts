import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Database, type TransactionActor } from '@raptor/persistence';
import { LOGGER, type Logger } from '@raptor/platform';
import { LiveTickets } from '../identity/live-tickets';
import { ListenersRepository } from './listeners.repository';
import { LIVE_CLOSE } from './live-close';
import type { LiveSocket } from './live-socket';
import { LiveSockets } from './live-sockets';

const WATCH: TransactionActor = { type: 'system', id: 'live' };

/** Pause between two rounds, in milliseconds: who was removed hears nothing any more within five seconds. */
const PAUSE_MS = 2_000;

/** Workspaces looked at at once. */
const AT_ONCE = 4;

/** Every so many rounds it is thorough: that costs a question for each person. */
const THOROUGH = 5;

/** For how long sockets may stay open while nobody can tell whether they may, in milliseconds. */
const UNSURE_MS = 30_000;

/** Looks, round after round, whether those who listen still are what they were. One query a workspace, however many sockets it has. */
@Injectable()
export class MemberWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  /** Since when it is not known of a workspace. */
  private readonly unsureSince = new Map<string, number>();
  private rounds = 0;
  private timer: NodeJS.Timeout | undefined;
  private isOver = false;

  constructor(
    private readonly sockets: LiveSockets,
    private readonly database: Database,
    private readonly listeners: ListenersRepository,
    private readonly tickets: LiveTickets,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.goOn();
  }

  onApplicationShutdown(): void {
    this.isOver = true;
    clearTimeout(this.timer);
  }

  /** Ends the sockets of those who are not what they were; a thorough round also finds ended sessions and disabled accounts. */
  async round(isThorough: boolean): Promise<void> {
    const left = [...this.sockets.workspaces];
    for (const id of this.unsureSince.keys()) if (!left.includes(id)) this.unsureSince.delete(id);
    const lookAtSome = async (): Promise<void> => {
      for (let id = left.pop(); id !== undefined; id = left.pop()) await this.look(id, isThorough);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, lookAtSome));
  }

  private goOn(): void {
    if (this.isOver) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.rounds += 1;
      void this.round(this.rounds % THOROUGH === 0).finally(() => {
        this.goOn();
      });
    }, PAUSE_MS).unref();
  }

  private async look(workspaceId: string, isThorough: boolean): Promise<void> {
    const sockets = this.sockets.of(workspaceId);
    try {
      const principals = sockets.map(({ principal }) => principal);
      const changed = await this.database.withTenant(workspaceId, WATCH, (tx) =>
        this.listeners.changed(tx, principals),
      );
      for (const socket of sockets) if (changed.has(socket.principal)) socket.end(LIVE_CLOSE.changed);
      if (isThorough) await this.lookAgain(sockets);
      this.unsureSince.delete(workspaceId);
    } catch (error) {
      if (this.isOver) return;
      this.logger.warn({ err: error }, 'whether listeners still are members cannot be found out');
      const since = this.unsureSince.get(workspaceId) ?? performance.now();
      this.unsureSince.set(workspaceId, since);
      if (performance.now() - since > UNSURE_MS) for (const socket of sockets) socket.end(LIVE_CLOSE.unsure);
    }
  }

  private async lookAgain(sockets: readonly LiveSocket[]): Promise<void> {
    for (const socket of sockets)
      if (!(await this.tickets.isUnchanged(socket.principal))) socket.end(LIVE_CLOSE.changed);
  }
}
