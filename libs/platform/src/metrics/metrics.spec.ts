import { Metrics } from './metrics';

describe('metrics', () => {
  it('are written in the text format, each with the service it is of', async () => {
    const metrics = new Metrics('muse', '1.2.3');
    const observer = metrics.busObserver();
    observer.published?.('sys.replica.beat', 'sys.global.heartbeat');
    observer.handled?.('sys.service.describe', 'sys.query.muse', 'done', 0.004);
    observer.handled?.('sys.service.describe', 'sys.query.muse', 'dropped', 0);
    metrics.httpSeconds.observe({ method: 'GET', route: '/healthz', status: '200' }, 0.002);
    metrics.ready.set(1);
    const text = await metrics.registry.metrics();
    const lines = text.split('\n');
    expect(lines).toEqual(
      expect.arrayContaining([
        'service_info{version="1.2.3",service="muse"} 1',
        'service_ready{service="muse"} 1',
        'bus_published_total{channel="sys.global.heartbeat",message="sys.replica.beat",service="muse"} 1',
        'bus_handled_total{channel="sys.query.muse",message="sys.service.describe",outcome="done",service="muse"} 1',
        'bus_handled_total{channel="sys.query.muse",message="sys.service.describe",outcome="dropped",service="muse"} 1',
        'bus_handler_seconds_count{service="muse",channel="sys.query.muse",message="sys.service.describe"} 2',
      ]),
    );
    expect(text).toMatch(/http_request_seconds_bucket\{le="0.0025",.*route="\/healthz".*\} 1/);
    expect(text).toContain('# TYPE http_request_seconds histogram');
    expect(text).toMatch(/process_resident_memory_bytes\{service="muse"\} \d+/);
  });

  it('of two services in one process stay apart', async () => {
    const [one, two] = [new Metrics('muse', '1'), new Metrics('matrix', '1')];
    one.busPublished.inc({ channel: 'c', message: 'm' });
    expect(await two.registry.getSingleMetricAsString('bus_published_total')).not.toContain('} 1');
  });
});
