import { randomUUID } from 'node:crypto';
import type { RaptorBus } from '../raptor-bus';
import { reach, untilConnected } from '../redis/connection';

/** How long an answer holds while the connection stays, in milliseconds. */
const KNOWN_MS = 2_000;

/**
 * Names one life of the Redis behind the bus: it changes when the server restarts or another takes its place (`run_id`),
 * and when it comes back without its data (the epoch key is gone). What was published in another life may be lost.
 */
export class RedisEpoch {
  private known: { readonly name: string; readonly until: number } | undefined;

  constructor(private readonly bus: RaptorBus) {
    bus.commands.on('close', () => (this.known = undefined));
  }

  /** At most {@link KNOWN_MS} old, and never older than the connection. @throws BusUnavailableError */
  async current(): Promise<string> {
    if (this.known && this.known.until > Date.now()) return this.known.name;
    const name = await reach(() => this.ask());
    this.known = { name, until: Date.now() + KNOWN_MS };
    return name;
  }

  private async ask(): Promise<string> {
    const { commands, keys, options } = this.bus;
    await untilConnected(commands, options.commandTimeoutMs);
    const [info, epoch] = await Promise.all([commands.info('server'), commands.get(keys.epoch())]);
    const runId = /^run_id:(\w+)/m.exec(info)?.[1] ?? '';
    return `${runId}/${epoch ?? (await this.begin())}`;
  }

  /** Several processes may find it empty at once: the first one's word holds. */
  private async begin(): Promise<string> {
    const { commands, keys } = this.bus;
    const name = randomUUID();
    const isOurs = await commands.set(keys.epoch(), name, 'NX');
    return isOurs ? name : ((await commands.get(keys.epoch())) ?? name);
  }
}
