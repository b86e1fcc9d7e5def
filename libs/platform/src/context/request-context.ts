import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { trace } from '@opentelemetry/api';
import type { Actor, Envelope, MessageOrigin } from '@raptor/raptor-bus';
import type { ServiceKey } from '@raptor/contracts';
import { withinSpan } from '../telemetry/message-span';

/** What is known of the request or message being handled, wherever the code that asks stands. */
export interface RequestContext {
  readonly requestId: string;
  /** W3C trace context header. */
  readonly traceparent: string;
  workspaceId: string | null;
  actor: Actor | undefined;
  readonly causationId?: string;
  /** Of a request that may come twice: the same for the same caller, operation and idempotency key, and for no other. */
  dedupId?: string;
}

const storage = new AsyncLocalStorage<RequestContext>();

export const currentContext = (): RequestContext | undefined => storage.getStore();

export const runInContext = <T>(context: RequestContext, fn: () => T): T => storage.run(context, fn);

/** Ids of nothing but zeros are invalid. */
const TRACEPARENT = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/;

/** The caller's trace context if it is well formed, else a new one. */
export const traceparentOr = (given: string | undefined): string =>
  given && TRACEPARENT.test(given)
    ? given
    : `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-01`;

/** The 32 hex digits that join log lines, spans and messages of one request. */
export function currentTraceId(): string | undefined {
  const span = trace.getActiveSpan()?.spanContext().traceId;
  return span ?? currentContext()?.traceparent.slice(3, 35);
}

/** Where a message sent right now comes from. */
export function messageOrigin(service: ServiceKey): MessageOrigin {
  const context = currentContext();
  return {
    workspaceId: context?.workspaceId ?? null,
    actor: context?.actor ?? { type: 'system', id: service },
    correlationId: context?.requestId,
    causationId: context?.causationId,
    traceparent: activeTraceparent() ?? context?.traceparent,
  };
}

/** Runs a message handler so that logs, spans and messages in it belong to the request that caused the message. */
export const withinMessage = <T>(envelope: Envelope, fn: () => Promise<T>): Promise<T> =>
  withinSpan(envelope, () =>
    storage.run(
      {
        requestId: envelope.correlationId,
        traceparent: traceparentOr(envelope.traceparent),
        workspaceId: envelope.workspaceId,
        actor: envelope.actor,
        causationId: envelope.id,
      },
      fn,
    ),
  );

function activeTraceparent(): string | undefined {
  const span = trace.getActiveSpan()?.spanContext();
  return span && `00-${span.traceId}-${span.spanId}-${span.traceFlags.toString(16).padStart(2, '0')}`;
}
