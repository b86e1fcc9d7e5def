import { queryChannelOf } from '../keys';
import type { RaptorBus } from '../raptor-bus';
import { Script } from '../redis/script';
import { REMOVE_IDLE_CONSUMERS } from './remove-idle-consumers.lua';
import { TRIM_DONE } from './trim-done.lua';

const trimDone = new Script(TRIM_DONE);
const removeIdleConsumers = new Script(REMOVE_IDLE_CONSUMERS);

const DEFAULT_KEPT_MS = 3_600_000;
const DEFAULT_KEPT_BYTES = 64 * 1024 * 1024;

/** A reading consumer asks every few seconds; one that was silent for this many leases is gone. */
const GONE_AFTER_LEASES = 3;
const GONE_AFTER_AT_LEAST_MS = 10_000;

/** Keeps the streams of a service's channels from growing for ever: done entries and consumers of dead replicas go. */
export class Upkeep {
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly bus: RaptorBus,
    private readonly channels: readonly string[],
  ) {}

  start(): void {
    this.schedule();
  }

  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  /** Once over everything. Several replicas may do it at the same time. */
  async run(): Promise<void> {
    for (const channel of this.channels) {
      await this.trim(channel);
      await this.removeGone(channel);
    }
    await this.removeGone(queryChannelOf(this.bus.options.service));
  }

  /** @returns entries removed. */
  async trim(channel: string): Promise<number> {
    const { keys, commands, catalogue } = this.bus;
    const { keptMs = DEFAULT_KEPT_MS, keptBytes = DEFAULT_KEPT_BYTES } = catalogue.settingsOf(channel);
    let removed = 0;
    for (const stream of keys.streams(channel)) {
      const args = [keptMs, keptBytes, ...catalogue.groupsOf(channel)];
      removed += Math.max(0, Number(await trimDone.run(commands, [stream], args)));
    }
    return removed;
  }

  /** @returns consumers removed. */
  async removeGone(channel: string): Promise<number> {
    const { keys, commands, options } = this.bus;
    const idleMs = Math.max(GONE_AFTER_AT_LEAST_MS, GONE_AFTER_LEASES * options.leaseMs);
    let removed = 0;
    for (const stream of keys.streams(channel)) {
      removed += Number(await removeIdleConsumers.run(commands, [stream], [options.service, idleMs]));
    }
    return removed;
  }

  private schedule(): void {
    if (this.stopped) return;
    const everyMs = this.bus.options.upkeepIntervalMs ?? 60_000;
    // Not all replicas at the same moment.
    const delayMs = everyMs * (0.5 + Math.random() / 2);
    this.timer = setTimeout(() => {
      const away = this.bus.commands.status !== 'ready';
      (away ? Promise.resolve() : this.run())
        .catch((error: unknown) => {
          this.bus.options.observer?.trouble?.('upkeep', error);
        })
        .finally(() => {
          this.schedule();
        });
    }, delayMs).unref();
  }
}
