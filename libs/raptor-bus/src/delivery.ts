import type { Redis } from 'ioredis';
import { MessageInvalidError, type Failure } from './bus-errors';
import { decode, type Envelope } from './envelope';
import type { DeadLetterReason } from './keys';
import type { Outcome } from './options';
import type { RaptorBusOptions } from './options';
import type { RaptorBus } from './raptor-bus';
import type { Reply } from './replies';
import type { StreamEntry } from './stream-entry';

/** Runs the application's handler of a message and gives its result. */
export type Invoke = (envelope: Envelope, signal: AbortSignal) => Promise<unknown>;

/** What happens to an entry once it has been read, by kind of channel. */
export type Deliver = (entry: StreamEntry, invoke: Invoke, signal: AbortSignal) => Promise<Outcome>;

/** Nobody waits for an answer that has less than this left, in milliseconds. */
const LEAST_USEFUL_MS = 5;

/** Facts for every replica: handled once each, nothing to acknowledge, a failure is told and forgotten. */
export const broadcastDelivery =
  (bus: RaptorBus): Deliver =>
  async (entry, invoke, signal) => {
    const envelope = decode(entry.text);
    if (!bus.catalogue.find(envelope.name)) return 'dropped';
    await invoke(envelope, signal);
    return 'done';
  };

/** Questions: answered in time or dropped; acknowledged and removed either way. */
export function queryDelivery(bus: RaptorBus, group: string): Deliver {
  const forget = (entry: StreamEntry): Promise<unknown>[] => [
    bus.commands.xack(entry.stream, group, entry.id),
    bus.commands.xdel(entry.stream, entry.id),
  ];
  return async (entry, invoke, signal) => {
    const envelope = decodeOrNothing(entry.text);
    if (!envelope?.replyTo || (envelope.deadline ?? 0) - Date.now() < LEAST_USEFUL_MS) {
      await Promise.all(forget(entry));
      return 'dropped';
    }
    const reply = await answerTo(envelope, invoke, signal, bus.options);
    await Promise.all([bus.commands.publish(envelope.replyTo, JSON.stringify(reply)), ...forget(entry)]);
    return 'ok' in reply ? 'done' : 'failed';
  };
}

async function answerTo(
  envelope: Envelope,
  invoke: Invoke,
  signal: AbortSignal,
  options: RaptorBusOptions,
): Promise<Reply> {
  try {
    return { id: envelope.id, ok: (await invoke(envelope, signal)) ?? null };
  } catch (error) {
    return { id: envelope.id, failure: options.describeFailure(error) };
  }
}

/**
 * Work: acknowledged when its handler has finished. A failure worth another try stays pending until its lease is over
 * and is then taken again; one that is not, or the last of `maxAttempts`, becomes a dead letter with its reason.
 */
export function workDelivery(bus: RaptorBus, channel: string, group: string): Deliver {
  const { commands, keys, options } = bus;
  const attempts = keys.attempts(channel, group);
  return async (entry, invoke, signal) => {
    const envelope = decodeOrNothing(entry.text);
    if (!envelope) return bury(commands, bus, entry, group, 'schema_violation', unreadable(entry));
    const attempt = await commands.hincrby(attempts, envelope.id, 1);
    if (attempt > options.maxAttempts) {
      await commands.hdel(attempts, envelope.id);
      return bury(commands, bus, entry, group, 'max_retries_exceeded', tooManyTries(envelope, attempt - 1));
    }
    try {
      await invoke(envelope, signal);
    } catch (error) {
      const failure = options.describeFailure(error);
      if (failure.retry === 'later' && attempt < options.maxAttempts) return 'retried';
      await commands.hdel(attempts, envelope.id);
      const reason = failure.retry === 'later' ? 'max_retries_exceeded' : reasonOf(error);
      return bury(commands, bus, entry, group, reason, failure);
    }
    await Promise.all([commands.xack(entry.stream, group, entry.id), commands.hdel(attempts, envelope.id)]);
    return 'done';
  };
}

async function bury(
  commands: Redis,
  bus: RaptorBus,
  entry: StreamEntry,
  group: string,
  reason: DeadLetterReason,
  failure: Failure,
): Promise<Outcome> {
  const why = JSON.stringify({ group, stream: entry.stream, entryId: entry.id, failure });
  await commands.xadd(bus.keys.deadLetters(reason), '*', 'e', entry.text, 'why', why);
  await commands.xack(entry.stream, group, entry.id);
  return 'dead_lettered';
}

const reasonOf = (error: unknown): DeadLetterReason =>
  error instanceof MessageInvalidError ? 'schema_violation' : 'routing_error';

const unreadable = (entry: StreamEntry): Failure => ({
  code: 'MESSAGE_INVALID',
  message: `Entry ${entry.id} of ${entry.stream} is not an envelope`,
  retry: 'never',
});

const tooManyTries = (envelope: Envelope, tries: number): Failure => ({
  code: 'MAX_RETRIES_EXCEEDED',
  message: `${envelope.name} ${envelope.id} was tried ${tries} times without coming to an end`,
  retry: 'never',
});

function decodeOrNothing(text: string): Envelope | undefined {
  try {
    return decode(text);
  } catch {
    return undefined;
  }
}
