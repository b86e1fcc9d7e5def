import type { Room } from '../consuming/read-plans';
import { groupPlan } from '../consuming/read-plans';
import { StreamReader } from '../consuming/stream-reader';
import type { SqlDatabase } from '../postgres/sql';
import type { RaptorBus } from '../raptor-bus';
import { Script } from '../redis/script';
import { toEntries, type RawEntry, type StreamEntry } from '../redis/stream-entry';
import { REMOVE_IDLE_CONSUMERS } from '../upkeep/remove-idle-consumers.lua';
import { BackgroundLoop, type Rest } from './background-loop';
import { confirmRows } from './confirm-rows';
import { readConfirmation, type Confirmation } from './confirmation';
import { FORGET_ENTRIES } from './forget-entries.lua';

const removeIdleConsumers = new Script(REMOVE_IDLE_CONSUMERS);
const forgetEntries = new Script(FORGET_ENTRIES);

/** A relay that got nothing for so long is taken for gone, in milliseconds. One that is not comes back with its next read. */
const GONE_AFTER_MS = 5_000;

/** The relays of a service share its confirmations through this consumer group. */
const GROUP = 'relay';

/** Confirmations taken at once; each may be about many messages. */
const AHEAD = 100;

/** Confirmations gather for this long before the next ones are noted, in milliseconds: a transaction for each costs more than it notes. */
const GATHER_MS = 10;

/**
 * Reads what consumers say is done, and notes it in the outbox. Confirmations leave Redis once they are noted; those of a
 * relay that died are taken over by another after `claimAfterMs`.
 */
export class ConfirmationReader {
  private readonly stream: string;
  private readonly reader: StreamReader;
  private readonly loop: BackgroundLoop;
  private readonly waiting = new Map<string, StreamEntry>();
  private readonly changed = new Set<() => void>();
  private nextClaim = 0;

  constructor(
    private readonly bus: RaptorBus,
    private readonly database: SqlDatabase,
    private readonly claimAfterMs: number,
    /** Called when there is room for more in Redis. */
    private readonly confirmed: () => void,
  ) {
    const { keys, options, commands } = bus;
    this.stream = keys.confirmations(options.service);
    const plan = groupPlan({
      channel: `confirm.${options.service}`,
      streams: [this.stream],
      group: GROUP,
      groups: [GROUP],
      consumer: options.instance,
      deliver: (entry) => {
        this.waiting.set(entry.id, entry);
        this.loop.wake();
      },
    });
    const room: Room = {
      free: () => 0,
      ahead: () => (this.waiting.size < AHEAD ? AHEAD : 0),
      waitingIn: () => 0,
      untilChange: () => new Promise((resolve) => this.changed.add(resolve)),
    };
    this.reader = new StreamReader(plan, room, commands, options);
    this.loop = new BackgroundLoop(
      () => this.round(),
      (error) => options.observer?.trouble?.('confirming the outbox', error),
    );
  }

  start(): void {
    this.reader.start();
    this.loop.start();
  }

  /** Reads nothing more. What has been read and not noted comes again: here, or to another relay. */
  async stop(): Promise<void> {
    await this.reader.stop();
    await this.loop.stop();
  }

  private async round(): Promise<Rest> {
    if (Date.now() >= this.nextClaim) await this.claim();
    const entries = [...this.waiting.values()].slice(0, AHEAD);
    if (entries.length === 0) return { leastMs: 0, mostMs: Math.max(1, this.nextClaim - Date.now()) };
    const confirmations = entries.flatMap((entry) => this.open(entry) ?? []);
    const confirmed = await this.database.transaction((tx) => confirmRows(tx, this.database.schema, confirmations));
    const ids = entries.map(({ id }) => id);
    await forgetEntries.run(this.bus.commands, [this.stream], [GROUP, ...ids]);
    for (const id of ids) this.waiting.delete(id);
    for (const resolve of this.changed) resolve();
    this.changed.clear();
    if (confirmed > 0) this.confirmed();
    return { leastMs: GATHER_MS, mostMs: GATHER_MS };
  }

  /** A confirmation that nobody of this fleet sealed is told of and forgotten. */
  private open({ id, text }: StreamEntry): Confirmation | undefined {
    try {
      return readConfirmation(this.bus.sealer.open(this.stream, text));
    } catch (error) {
      this.bus.options.observer?.trouble?.(`confirmation ${id} of ${this.stream}`, error);
      return undefined;
    }
  }

  private async claim(): Promise<void> {
    const { commands, options } = this.bus;
    const everyMs = this.claimAfterMs / 3;
    // The reader makes stream and group, and the connection tells of its own loss.
    if (commands.status === 'ready') {
      const args = [GROUP, options.instance, this.claimAfterMs, '0-0', 'COUNT', AHEAD] as const;
      const [, entries = []] = (await commands.xautoclaim(this.stream, ...args).catch(nothingThere)) as RawEntry[][];
      for (const entry of toEntries(this.stream, entries)) this.waiting.set(entry.id, entry);
      if (entries.length === AHEAD) return;
      await removeIdleConsumers.run(commands, [this.stream], [GROUP, GONE_AFTER_MS]);
    }
    this.nextClaim = Date.now() + everyMs;
  }
}

function nothingThere(error: unknown): unknown[] {
  if (error instanceof Error && error.message.includes('NOGROUP')) return [];
  throw error;
}
