import { MessageInvalidError, MessageUnroutableError, type Failure } from './bus-errors';
import type { Envelope } from './envelope';
import type { DeadLetterReason } from './keys';
import type { Outcome, RaptorBusOptions } from './options';
import type { RaptorBus } from './raptor-bus';
import type { Reply } from './replies';
import type { StreamEntry } from './stream-entry';
import type { WorkingEntry } from './working-entry';

/** Runs the application's handler of a message and gives its result. */
export type Invoke = (envelope: Envelope, signal: AbortSignal) => Promise<unknown>;

/** What happens to an entry once it has a slot, by kind of channel. */
export type Deliver = (work: WorkingEntry, invoke: Invoke) => Promise<Outcome>;

/** Nobody waits for an answer that has less than this left, in milliseconds. */
const LEAST_USEFUL_MS = 5;

/** Facts for every replica: handled once each, nothing to acknowledge, a failure is told and forgotten. */
export const broadcastDelivery: Deliver = async ({ entry, envelope, signal }, invoke) => {
  if (!envelope) throw new MessageInvalidError('unknown', [`of entry ${entry.id} is not an envelope`]);
  try {
    await invoke(envelope, signal);
    return 'done';
  } catch (error) {
    if (error instanceof MessageUnroutableError) return 'dropped';
    throw error;
  }
};

/** Questions: answered in time or dropped; acknowledged and removed either way. */
export function queryDelivery({ commands, options }: RaptorBus, group: string): Deliver {
  const forget = ({ stream, id }: StreamEntry): Promise<unknown>[] => [
    commands.xack(stream, group, id),
    commands.xdel(stream, id),
  ];
  return async ({ entry, envelope, signal }, invoke) => {
    if (!envelope?.replyTo || (envelope.deadline ?? 0) - Date.now() < LEAST_USEFUL_MS) {
      await Promise.all(forget(entry));
      return 'dropped';
    }
    const { text, outcome } = await answerTo(envelope, invoke, signal, options);
    await Promise.all([commands.publish(envelope.replyTo, text), ...forget(entry)]);
    return outcome;
  };
}

async function answerTo(
  envelope: Envelope,
  invoke: Invoke,
  signal: AbortSignal,
  options: RaptorBusOptions,
): Promise<{ text: string; outcome: 'done' | 'failed' }> {
  const written = (reply: Reply): string => JSON.stringify(reply);
  try {
    return { text: written({ id: envelope.id, ok: (await invoke(envelope, signal)) ?? null }), outcome: 'done' };
  } catch (error) {
    return { text: written({ id: envelope.id, failure: options.describeFailure(error) }), outcome: 'failed' };
  }
}

/**
 * Work: acknowledged when its handler has finished. A failure worth another try stays pending until its lease is over
 * and is then taken again; one that is not, or the last of `maxAttempts`, becomes a dead letter with its reason.
 */
export function workDelivery(bus: RaptorBus, channel: string, group: string): Deliver {
  const { commands, keys, options } = bus;
  const attempts = keys.attempts(channel, group);
  return async ({ entry, envelope, signal }, invoke) => {
    const bury = async (reason: DeadLetterReason, failure: Failure, attempt: number): Promise<Outcome> => {
      const why = { group, stream: entry.stream, entryId: entry.id, attempts: attempt, failure };
      await commands.xadd(keys.deadLetters(reason), '*', 'e', entry.text, 'why', JSON.stringify(why));
      await forget();
      return 'dead_lettered';
    };
    const forget = async (): Promise<void> => {
      await Promise.all([
        commands.xack(entry.stream, group, entry.id),
        envelope && commands.hdel(attempts, envelope.id),
      ]);
    };
    if (!envelope) return bury('schema_violation', unreadable(entry), 0);
    const attempt = await commands.hincrby(attempts, envelope.id, 1);
    if (attempt > options.maxAttempts) {
      return bury('max_retries_exceeded', tooManyTries(envelope, attempt - 1), attempt - 1);
    }
    try {
      await invoke(envelope, signal);
    } catch (error) {
      // With the lease or the process its time was over: another replica may be at it already.
      if (signal.aborted) return 'retried';
      const failure = options.describeFailure(error);
      if (failure.retry === 'later' && attempt < options.maxAttempts) return 'retried';
      return bury(reasonOf(error), failure, attempt);
    }
    await forget();
    return 'done';
  };
}

function reasonOf(error: unknown): DeadLetterReason {
  if (error instanceof MessageUnroutableError) return 'routing_error';
  return error instanceof MessageInvalidError ? 'schema_violation' : 'max_retries_exceeded';
}

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
