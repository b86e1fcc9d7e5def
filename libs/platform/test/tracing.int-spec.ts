import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { anEnvironment } from './fixtures/environment';
import { startServiceProcess } from './fixtures/service-process';
import { aTraceCollector, type Span } from './fixtures/trace-collector';

const REGISTER = join(__dirname, '..', 'src', 'telemetry', 'register.ts');
const TRACE = '7'.repeat(32);
const CALLER = '8'.repeat(16);

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
    const service = startServiceProcess(environment, [REGISTER]);
    try {
      const headers = { traceparent: `00-${TRACE}-${CALLER}-01` };
      const response = await fetch(`${await service.url()}/ask/muse`, { headers });
      expect(response.status).toBe(200);
      service.child.kill('SIGTERM');
      expect(await service.ended()).toBe(0);
    } finally {
      service.child.kill('SIGKILL');
      collector.close();
    }
    const spans = collector.spans.filter(({ traceId }) => traceId === TRACE);
    const request = spans.find(({ kind }) => kind === 2);
    expect(request).toMatchObject({ parentSpanId: CALLER });
    const handling = spans.find(({ kind, name }) => kind === 5 && name === 'sys.service.describe');
    expect(handling).toBeDefined();
    expect(ancestorsOf(handling, spans)).toContain(request?.spanId);
    for (const msg of ['asking', 'query begins']) expect(await service.line(msg)).toMatchObject({ trace_id: TRACE });
  });
});

function ancestorsOf(span: Span | undefined, spans: readonly Span[]): string[] {
  if (!span?.parentSpanId) return [];
  const parent = spans.find(({ spanId }) => spanId === span.parentSpanId);
  return [span.parentSpanId, ...ancestorsOf(parent, spans)];
}
