import type { Failure } from '../bus-errors';
import type { Deliver } from '../consuming/deliver';
import { MAX_MESSAGE_BYTES, type Envelope } from '../messages/envelope';
import type { Outcome } from '../options';
import type { RaptorBus } from '../raptor-bus';
import { Removals } from './removals';
import type { Reply } from './replies';

/** Nobody waits for an answer that has less than this left, in milliseconds. */
const LEAST_USEFUL_MS = 5;

/** Questions: answered in time or dropped. Read without a pending list, and removed either way. */
export function queryDelivery(bus: RaptorBus, channel: string): Deliver {
  const { options, sealer } = bus;
  const removals = new Removals(bus);
  return async (work, invoke) => {
    removals.add(work.stream, work.entryId);
    let outcome: Outcome = 'done';
    let text: string;
    try {
      const { id } = work.read(bus, channel);
      if (!isAwaited(work.envelope)) return 'dropped';
      text = encodeReply({ id, ok: (await invoke(work)) ?? null });
    } catch (error) {
      // Whoever asked something that can be read is told, also when nobody here knows it.
      if (!isAwaited(work.envelope)) throw error;
      outcome = 'failed';
      work.failure = error;
      text = encodeReply({ id: work.envelope.id, failure: options.describeFailure(error) });
    }
    const replyTo = work.envelope?.replyTo ?? '';
    await bus.sendSoon(['publish', replyTo, sealer.seal(replyTo, text)]);
    return outcome;
  };
}

function isAwaited(envelope: Envelope | undefined): envelope is Envelope {
  return envelope?.replyTo !== undefined && (envelope.deadline ?? 0) - Date.now() >= LEAST_USEFUL_MS;
}

/** An answer has the same size limit as a message; a larger one tells the asker so. */
function encodeReply(reply: Reply): string {
  const text = JSON.stringify(reply);
  // A character takes at most three bytes in UTF-8.
  if (text.length * 3 <= MAX_MESSAGE_BYTES || Buffer.byteLength(text) <= MAX_MESSAGE_BYTES) return text;
  const failure: Failure = {
    code: 'MESSAGE_INVALID',
    message: `The answer is larger than ${MAX_MESSAGE_BYTES} bytes: ask for less, or page through it`,
    retry: 'never',
  };
  return JSON.stringify({ id: reply.id, failure });
}
