import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { anEnvironment } from './fixtures/environment';
import { startServiceProcess } from './fixtures/service-process';
import { aTraceCollector, type Span } from './fixtures/trace-collector';

const REGISTER = join(__dirname, '..', 'src', 'telemetry', 'register.ts');
const TRACE = '7'.repeat(32);
const CALLER = '8'.repeat(16);
const REQUESTS = 5;

describe('tracing', () => {
  it('loads nothing when there is nowhere to send traces', async () => {
    const script =
      'process.stdout.write(Object.keys(require.cache).filter((path) => /opentelemetry|start-tracing/.test(path)).join())';
    const loaded = async (endpoint: string) => {
      const env = { ...process.env, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint };
      const args = ['-r', '@swc-node/register', '-r', REGISTER, '-e', script];
      return (await promisify(execFile)(process.execPath, args, { env, cwd: join(__dirname, '..', '..', '..') }))
        .stdout;
    };
    expect(await loaded('')).toBe('');
    expect(await loaded('http://127.0.0.1:9')).toContain('start-tracing');
  });

  it('joins an HTTP request, its question over the bus and the work that answers it in one trace, sent before the process ends', async () => {
    const collector = await aTraceCollector();
    const environment = anEnvironment({
      LOG_LEVEL: 'info',
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_BSP_SCHEDULE_DELAY: '60000',
    });
    const service = startServiceProcess(environment, { preload: [REGISTER] });
    try {
      const headers = { traceparent: `00-${TRACE}-${CALLER}-01` };
      for (let request = 1; request <= REQUESTS; request++) {
        const response = await fetch(`${await service.url()}/ask/muse`, { headers });
        expect(response.status).toBe(200);
      }
      service.child.kill('SIGTERM');
      expect(await service.ended()).toBe(0);
    } finally {
      service.child.kill('SIGKILL');
      collector.close();
    }
    const spans = collector.spans.filter(({ traceId }) => traceId === TRACE);
    const requests = spans.filter(({ kind }) => kind === 2);
    expect(requests.map(({ parentSpanId }) => parentSpanId)).toEqual(Array(REQUESTS).fill(CALLER));
    const handlings = spans.filter(({ kind, name }) => kind === 5 && name === 'sys.service.describe');
    expect(handlings).toHaveLength(REQUESTS);
    const ids = requests.map(({ spanId }) => spanId);
    const askedFrom = handlings.map((handling) => ancestorsOf(handling, spans).find((id) => ids.includes(id)));
    expect(new Set(askedFrom)).toEqual(new Set(ids));
    // What is sent in one turn of the event loop goes to Redis together, and under the span of the first of it.
    const written = spans.filter(({ name }) => name === 'xadd').map(({ parentSpanId }) => parentSpanId);
    expect(written.filter((id) => id !== undefined && ids.includes(id))).not.toEqual([]);
    for (const msg of ['asking', 'query begins']) expect(await service.line(msg)).toMatchObject({ trace_id: TRACE });
  });
});

function ancestorsOf(span: Span | undefined, spans: readonly Span[]): string[] {
  if (!span?.parentSpanId) return [];
  const parent = spans.find(({ spanId }) => spanId === span.parentSpanId);
  return [span.parentSpanId, ...ancestorsOf(parent, spans)];
}
