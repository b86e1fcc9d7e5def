import type { BusKeys } from '../keys';
import type { RaptorBus } from '../raptor-bus';
import type { DeadLetter, DeadLetterStore } from './dead-letter-store';

/** Keeps dead letters beside the stream they came from, one field for each event: for services without a database. */
export class RedisDeadLetters implements DeadLetterStore {
  constructor(private readonly bus: RaptorBus) {}

  async bury(letter: DeadLetter): Promise<void> {
    await this.bus.sendSoon(['hsetnx', keyOf(this.bus.keys, letter), letter.eventId, JSON.stringify(letter)]);
  }

  /** All letters of a group on a channel, in no order. */
  async list(channel: string, group: string): Promise<DeadLetter[]> {
    const texts = await this.bus.commands.hvals(keyOf(this.bus.keys, { channel, group }));
    return texts.map((text) => JSON.parse(text) as DeadLetter);
  }
}

const keyOf = (keys: BusKeys, { channel, group }: Pick<DeadLetter, 'channel' | 'group'>): string =>
  keys.deadLetters(channel, group);
