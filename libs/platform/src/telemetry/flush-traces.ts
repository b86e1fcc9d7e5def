import { ProxyTracerProvider, trace } from '@opentelemetry/api';

/** Sends the spans that are still in memory; does nothing where tracing is off. Never rejects. */
export async function flushTraces(): Promise<void> {
  const provider = trace.getTracerProvider();
  const delegate = provider instanceof ProxyTracerProvider ? provider.getDelegate() : provider;
  const { forceFlush } = delegate as { forceFlush?: () => Promise<void> };
  await forceFlush?.call(delegate).catch(() => undefined);
}
