import type { Deliver } from '../consuming/deliver';
import type { Failure } from '../bus-errors';
import { MAX_MESSAGE_BYTES, type Envelope } from '../messages/envelope';
import type { Work } from '../consuming/work';
import type { RaptorBus } from '../raptor-bus';
import type { Reply } from './replies';

/** Nobody waits for an answer that has less than this left, in milliseconds. */
const LEAST_USEFUL_MS = 5;

/** Questions: answered in time or dropped. Read without a pending list, and removed either way. */
export function queryDelivery(bus: RaptorBus, channel: string): Deliver {
  const { options, sealer } = bus;
  return async (work, invoke) => {
    // What is left behind when Redis is away goes with the next trim.
    bus.sendSoon(['xdel', work.stream, work.entryId]).catch(() => undefined);
    const envelope = work.read(bus, channel);
    const { replyTo } = envelope;
    if (!replyTo || (envelope.deadline ?? 0) - Date.now() < LEAST_USEFUL_MS) return 'dropped';
    const { reply, outcome } = await answerTo(work, envelope, invoke, options.describeFailure);
    await bus.sendSoon(['publish', replyTo, sealer.seal(replyTo, encodeReply(reply))]);
    return outcome;
  };
}

async function answerTo(
  work: Work,
  envelope: Envelope,
  invoke: Parameters<Deliver>[1],
  describe: (error: unknown) => Failure,
): Promise<{ reply: Reply; outcome: 'done' | 'failed' }> {
  try {
    return { reply: { id: envelope.id, ok: (await invoke(work)) ?? null }, outcome: 'done' };
  } catch (error) {
    return { reply: { id: envelope.id, failure: describe(error) }, outcome: 'failed' };
  }
}

/** An answer has the same size limit as a message; a larger one tells the asker so. */
function encodeReply(reply: Reply): string {
  const text = JSON.stringify(reply);
  if (Buffer.byteLength(text) <= MAX_MESSAGE_BYTES) return text;
  const failure: Failure = {
    code: 'MESSAGE_INVALID',
    message: `The answer is larger than ${MAX_MESSAGE_BYTES} bytes: ask for less, or page through it`,
    retry: 'never',
  };
  return JSON.stringify({ id: reply.id, failure });
}
