import type { Redis } from 'ioredis';
import { blockingConnection, BLOCK_MS } from './connection';
import type { RaptorBusOptions } from './options';
import type { Slots } from './slots';
import { entriesOf, type StreamEntry } from './stream-entry';

/** How one kind of reading differs from another. */
export interface ReadPlan {
  readonly channel: string;
  /** The XREAD or XREADGROUP command with its arguments; asked again before every read. */
  command(count: number, blockMs: number): [name: string, ...args: (string | number)[]];
  /** Called when the streams or groups are not there (first start, or Redis came back empty). */
  prepare(redis: Redis): Promise<void>;
  deliver(entry: StreamEntry): void;
}

const RETRY_MS = 250;
const MISSING_GROUP = /NOGROUP|UNBLOCKED/;

/** Reads streams in a loop over a connection of its own, never more than there are free slots for. */
export class StreamReader {
  private readonly connection: Redis;
  private running: Promise<void> | undefined;
  private stopping = false;
  private wakeStopped: () => void = () => undefined;
  private readonly stopped = new Promise<void>((resolve) => (this.wakeStopped = resolve));
  private connectionId: number | undefined;

  constructor(
    private readonly plan: ReadPlan,
    private readonly slots: Slots,
    private readonly commands: Redis,
    private readonly options: RaptorBusOptions,
  ) {
    this.connection = blockingConnection(options, `read:${plan.channel}`);
    this.connection.on('close', () => (this.connectionId = undefined));
  }

  start(): void {
    this.running ??= this.run();
  }

  /** Takes nothing more. A read that is waiting is called back, so this does not cost its blocking time. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.wakeStopped();
    if (this.connectionId !== undefined) {
      await this.commands.client('UNBLOCK', this.connectionId).catch(() => undefined);
    }
    if (this.connection.status !== 'ready') this.connection.disconnect();
    await this.running;
    this.connection.disconnect();
  }

  private async run(): Promise<void> {
    let prepared = false;
    while (!this.stopping) {
      try {
        await this.ready();
        if (!prepared) await this.plan.prepare(this.connection);
        prepared = true;
        await Promise.race([this.slots.untilFree(), this.stopped]);
        if (this.stopping) return;
        const [name, ...args] = this.plan.command(this.slots.free, BLOCK_MS);
        for (const entry of entriesOf(await this.connection.call(name, ...args))) this.plan.deliver(entry);
      } catch (error) {
        if (this.stopping) return;
        prepared = false;
        if (!(error instanceof Error && MISSING_GROUP.test(error.message))) {
          this.options.observer?.trouble?.(`reading ${this.plan.channel}`, error);
          await new Promise((resolve) => setTimeout(resolve, RETRY_MS));
        }
      }
    }
  }

  private async ready(): Promise<void> {
    if (this.connection.status === 'wait') await this.connection.connect();
    this.connectionId ??= Number(await this.connection.client('ID'));
  }
}
