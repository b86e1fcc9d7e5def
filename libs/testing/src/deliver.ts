import { runInContext, traceparentOr } from '@raptor/platform';
import type { PreparedMessage, RaptorBus } from '@raptor/raptor-bus';
import { v7 as uuidv7 } from 'uuid';

/** A message about a workspace, as its sender's outbox holds it: it can be delivered more than once. */
export function prepared(bus: RaptorBus, workspaceId: string, message: object): PreparedMessage {
  const context = { requestId: uuidv7(), traceparent: traceparentOr(undefined), workspaceId };
  return runInContext({ ...context, actor: { type: 'system', id: 'test' } }, () => bus.prepare(message));
}

/** Puts messages on the bus in this order; one that is given twice comes twice. */
export async function deliver(bus: RaptorBus, ...messages: readonly PreparedMessage[]): Promise<void> {
  await bus.publish(messages.map(({ channel, envelope, text }) => ({ channel, lane: envelope.lane, text })));
}
