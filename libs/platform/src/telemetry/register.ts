import { z } from 'zod';
import { loadConfig } from '../config/load-config';

/**
 * Preloaded with `node -r` before a service's bundle, so that the instrumented packages are patched when the bundle
 * asks for them. Without OTEL_EXPORTER_OTLP_ENDPOINT it loads nothing.
 */
const variables = z.object({ OTEL_EXPORTER_OTLP_ENDPOINT: z.string().optional() });
const [telemetry] = loadConfig([variables]);

if (telemetry.OTEL_EXPORTER_OTLP_ENDPOINT) {
  // Synchronously: an import() would let the bundle load the packages first, unpatched.
  // eslint-disable-next-line @typescript-eslint/no-require-imports
  (require('./start-tracing') as typeof import('./start-tracing')).startTracing();
}
