import { setTimeout as pause } from 'node:timers/promises';
import type { Redis } from 'ioredis';
import type { RaptorBusOptions } from '../options';
import { blockingConnection, connectInBackground } from '../redis/connection';
import type { ReadPlan, Room } from './read-plans';

const RETRY_MS = 250;
/** A trouble that stays is told every few seconds, not four times in each. */
const LONGEST_RETRY_MS = 4_000;
/** How often a waiting read is called back until it has heard: the call may overtake the read on its way to Redis. */
const CALL_BACK_MS = 50;
const MISSING_GROUP = /NOGROUP|UNBLOCKED/;

/** Reads streams in a loop over a connection of its own, never more than there is room for. */
export class StreamReader {
  private readonly connection: Redis;
  private running: Promise<void> | undefined;
  private stopping = false;
  private wakeStopped: () => void = () => undefined;
  private readonly stopped = new Promise<void>((resolve) => (this.wakeStopped = resolve));
  private connectionId: number | undefined;

  constructor(
    private readonly plan: ReadPlan,
    private readonly room: Room,
    private readonly commands: Redis,
    private readonly options: RaptorBusOptions,
  ) {
    this.connection = blockingConnection(options, `read:${plan.channel}`);
    this.connection.on('close', () => (this.connectionId = undefined));
  }

  start(): void {
    connectInBackground(this.connection);
    this.running ??= this.run();
  }

  /**
   * Takes nothing more. A read that is waiting is called back, so this does not cost its blocking time. What Redis hands
   * out to a connection that has to be cut comes to another replica after the lease.
   */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wakeStopped();
    let ended = false;
    const running = (this.running ?? Promise.resolve()).then(() => (ended = true));
    const patience = Date.now() + this.options.commandTimeoutMs;
    while (!ended && this.connection.status === 'ready' && Date.now() < patience) {
      if (this.connectionId !== undefined) this.callBack(this.connectionId);
      await Promise.race([running, pause(CALL_BACK_MS)]);
    }
    this.connection.disconnect();
    await running;
  }

  private callBack(connectionId: number): void {
    this.commands.client('UNBLOCK', connectionId).catch(() => undefined);
  }

  private async run(): Promise<void> {
    let prepared = false;
    let failures = 0;
    while (!this.stopping) {
      try {
        await this.connected();
        if (this.stopping) return;
        if (!prepared) await this.plan.prepare(this.connection);
        prepared = true;
        while (!this.plan.hasRoom(this.room) && !this.isStopping()) await this.room.untilChange();
        if (this.isStopping()) return;
        await this.plan.read(this.connection, this.room);
        failures = 0;
      } catch (error) {
        prepared = false;
        const lost = this.connection.status !== 'ready';
        if (this.stopping || lost || (error instanceof Error && MISSING_GROUP.test(error.message))) continue;
        this.options.observer?.trouble?.(`reading ${this.plan.channel}`, error);
        await Promise.race([pause(Math.min(RETRY_MS * 2 ** failures, LONGEST_RETRY_MS)), this.stopped]);
        failures += 1;
      }
    }
  }

  private isStopping(): boolean {
    return this.stopping;
  }

  private async connected(): Promise<void> {
    if (this.connection.status !== 'ready') {
      await Promise.race([new Promise((resolve) => this.connection.once('ready', resolve)), this.stopped]);
    }
    if (!this.stopping) this.connectionId ??= Number(await this.connection.client('ID'));
  }
}
