import { ReplicaBeat, type FleetResponse, type FleetService, type ServiceKey } from '@raptor/contracts';
import { Module } from '@nestjs/common';
import { AppError, defineServiceConfig, SelfDescription, type RunningService } from '@raptor/platform';
import { RaptorBus } from '@raptor/raptor-bus';
import { deafController, eventually } from '@raptor/testing';
import { FleetRegistry } from '../src/fleet/fleet-registry';
import { gatewayConfig } from '../src/gateway.config';
import { GatewayModule } from '../src/gateway.module';
import { startFleet, type Fleet } from './support/fleet';

/** Another service of the fleet, with nothing but what the platform gives to all. */
@Module({ controllers: [deafController('muse')] })
class MuseModule {}

const museConfig = defineServiceConfig('muse', {}, () => ({}));

/** One that cannot describe itself. */
@Module({ controllers: [deafController('guardian')] })
class FailingModule {
  constructor(self: SelfDescription) {
    const fail = (): never => {
      throw new AppError('WRITE_CONFLICT', 'somebody else was faster');
    };
    self.agents = { map: fail } as never;
  }
}

const failingConfig = defineServiceConfig('guardian', {}, () => ({}));

const aBeatOf = (service: ServiceKey, changes: Partial<ReplicaBeat> = {}): ReplicaBeat =>
  Object.assign(new ReplicaBeat(), {
    service,
    replica: `${service}-1`,
    instance: `${service}-1:a`,
    version: '0.1.0',
    startedAt: new Date().toISOString(),
    intervalMs: 60_000,
    ready: true,
    leaving: false,
    agents: [],
    load: { busLag: 0, busPending: 0, inFlight: 0, eventLoopDelayMs: 0, memoryBytes: 1 },
    ...changes,
  });

describe('the fleet view', () => {
  let fleet: Fleet;
  let muse: RunningService;
  let token: string;

  const view = async (): Promise<FleetResponse> =>
    (await fleet.ask('GET', '/api/v1/ops/fleet', { token })).body as FleetResponse;
  const service = async (key: string): Promise<FleetService> =>
    (await view()).services.find((each) => each.service === key)!;

  beforeAll(async () => {
    fleet = await startFleet();
    muse = await fleet.start(MuseModule, museConfig, { REPLICA_ID: 'muse-1' });
    const { body } = await fleet.ask('POST', '/api/v1/auth/login', {
      body: { email: fleet.email, password: fleet.password },
    });
    token = body.access_token as string;
  });

  afterAll(() => fleet.stop());

  it('shows who is there, and says of the others that they were never heard of', async () => {
    await eventually(async () => {
      expect(await service('gateway')).toMatchObject({ state: 'ready', versions: ['0.1.0'] });
      expect(await service('muse')).toMatchObject({
        state: 'ready',
        replicas: [{ replica: 'muse-1', state: 'alive', ready: true }],
      });
    });
    expect(await service('matrix')).toMatchObject({ state: 'unknown', last_beat_at: null, replicas: [] });
    expect((await view()).healthy).toBe(false);
  });

  it('asks a service itself, over the bus', async () => {
    const answer = await fleet.ask('GET', '/api/v1/ops/fleet/muse', { token });
    expect(answer).toMatchObject({
      status: 200,
      body: {
        service: 'muse',
        replica: 'muse-1',
        version: '0.1.0',
        handles: expect.arrayContaining([
          'gateway.workspace.created',
          'muse.assignment.run',
          'muse.assets.settle',
          'sys.service.describe',
        ]) as string[],
      },
    });
  });

  it('passes on, under its own name, what the other side failed with', async () => {
    await fleet.start(FailingModule, failingConfig);
    const answer = await fleet.ask('GET', '/api/v1/ops/fleet/guardian', { token });
    expect(answer).toMatchObject({ status: 503, body: { code: 'WRITE_CONFLICT', detail: 'somebody else was faster' } });
  });

  it('answers 503 with Retry-After for a service that is down, and for that one alone', async () => {
    const down = await fleet.ask('GET', '/api/v1/ops/fleet/matrix', { token });
    expect(down).toMatchObject({
      status: 503,
      body: { code: 'SERVICE_UNAVAILABLE', detail: expect.stringContaining('matrix') },
    });
    expect(down.headers.get('retry-after')).toBe('2');
    expect((await fleet.ask('GET', '/api/v1/ops/fleet/muse', { token })).status).toBe(200);
    expect((await fleet.ask('GET', '/api/v1/ops/fleet/%2e%2e', { token })).status).toBe(404);
  });

  it('is whole at once in a gateway that has just started, from the beats that are kept', async () => {
    await fleet.gateway.app.get(RaptorBus).emit(aBeatOf('council'));
    const second = await fleet.start(GatewayModule, gatewayConfig, { HEARTBEAT_INTERVAL_MS: '60000' });
    await eventually(() => {
      const council = second.app
        .get(FleetRegistry)
        .view()
        .services.find((each) => each.service === 'council');
      expect(council).toMatchObject({ state: 'ready', replicas: [{ replica: 'council-1' }] });
    });
  });

  it('shows a replica that fell silent as dead after three beats, and heals when another takes its place', async () => {
    const bus = fleet.gateway.app.get(RaptorBus);
    await bus.emit(aBeatOf('research', { intervalMs: 100 }));
    await eventually(async () => {
      expect((await service('research')).state).toBe('ready');
    });
    await eventually(async () => {
      expect((await service('research')).state).toBe('dead');
    });
    await bus.emit(aBeatOf('research', { instance: 'research-1:b' }));
    await eventually(async () => {
      const states = (await service('research')).replicas.map(({ state }) => state);
      expect(states).toEqual(['alive', 'dead']);
    });
  });

  it('shows a replica that left as it should as gone at once', async () => {
    await muse.stop();
    await eventually(async () => {
      expect(await service('muse')).toMatchObject({ replicas: [{ replica: 'muse-1', state: 'left' }] });
    });
  });
});

describe('the description of the API', () => {
  let fleet: Fleet;

  beforeAll(async () => {
    fleet = await startFleet();
  });

  afterAll(() => fleet.stop());

  it('is OpenAPI 3.1 with every operation, its answers and its problems', async () => {
    const { status, body } = await fleet.ask('GET', '/api/openapi.json');
    expect(status).toBe(200);
    expect(body.openapi).toMatch(/^3\.1/);
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining([
        '/healthz',
        '/readyz',
        '/metrics',
        '/api/v1/auth/login',
        '/api/v1/ops/fleet',
        '/api/v1/ops/fleet/{service}',
      ]),
    );
    expect(Object.keys(body.paths['/api/v1/auth/login'].post.responses)).toEqual(
      expect.arrayContaining(['200', '401', '422', '429']),
    );
    expect(body.components.schemas.Problem.properties).toHaveProperty('suggestion');
  });

  it('has pages for people', async () => {
    const page = await fleet.ask('GET', '/api/docs');
    expect(page.status).toBe(200);
    expect(page.body).toContain('swagger-ui');
  });

  it('is ready only with its dependencies, and alive in any case', async () => {
    expect((await fleet.ask('GET', '/readyz')).body).toMatchObject({ status: 'ready' });
    expect((await fleet.ask('GET', '/healthz')).body).toMatchObject({ status: 'alive', service: 'gateway' });
    expect((await fleet.ask('GET', '/metrics')).body).toContain('http_request_seconds_bucket');
  });
});
