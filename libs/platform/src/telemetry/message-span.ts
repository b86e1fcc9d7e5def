import { propagation, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import type { Envelope } from '@raptor/raptor-bus';

/**
 * Runs the handling of a message as a span of the trace that the message belongs to; where tracing is off, just runs it.
 * Of a failure only its kind is recorded: texts may hold what must not leave the service.
 */
export function withinSpan<T>(envelope: Envelope, fn: () => Promise<T>): Promise<T> {
  const cause = propagation.extract(ROOT_CONTEXT, { traceparent: envelope.traceparent });
  const attributes = { 'messaging.system': 'raptor-bus', 'messaging.message.id': envelope.id };
  const tracer = trace.getTracer('raptor-bus');
  return tracer.startActiveSpan(envelope.name, { kind: SpanKind.CONSUMER, attributes }, cause, async (span) => {
    try {
      return await fn();
    } catch (error) {
      span.setAttribute('error.type', error instanceof Error ? error.name : typeof error);
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}
