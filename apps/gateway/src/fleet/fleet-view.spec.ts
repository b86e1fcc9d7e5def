import { ReplicaBeat, type FleetService, type ServiceKey } from '@raptor/contracts';
import { fleetView, isForgettable, type HeardBeat } from './fleet-view';

const NOW = Date.parse('2026-01-01T00:00:00Z');
const INTERVAL = 30_000;

const aBeat = (service: ServiceKey, ageMs: number, changes: Partial<ReplicaBeat> = {}): HeardBeat => ({
  at: NOW - ageMs,
  beat: Object.assign(new ReplicaBeat(), {
    service,
    replica: `${service}-1`,
    instance: `${service}-1:a`,
    version: '1.0.0',
    startedAt: new Date(NOW - 3_600_000).toISOString(),
    intervalMs: INTERVAL,
    ready: true,
    leaving: false,
    agents: [],
    load: { busLag: 0, busPending: 0, inFlight: 0, eventLoopDelayMs: 1, memoryBytes: 1 },
    ...changes,
  }),
});

const muse = (...heard: HeardBeat[]): FleetService =>
  fleetView(heard, NOW).services.find(({ service }) => service === 'muse')!;

describe('the fleet view', () => {
  it('has all six services, heard of or not', () => {
    const { services, healthy } = fleetView([], NOW);
    expect(services.map(({ state }) => state)).toEqual(Array(6).fill('unknown'));
    expect(healthy).toBe(false);
  });

  it('is healthy when every service is ready', () => {
    const keys: ServiceKey[] = ['gateway', 'council', 'research', 'muse', 'matrix', 'guardian'];
    expect(
      fleetView(
        keys.map((key) => aBeat(key, 1_000)),
        NOW,
      ).healthy,
    ).toBe(true);
  });

  it('calls a replica dead at its third missed beat and not before', () => {
    expect(muse(aBeat('muse', 3 * INTERVAL - 1)).state).toBe('ready');
    expect(muse(aBeat('muse', 3 * INTERVAL))).toMatchObject({
      state: 'dead',
      replicas: [{ state: 'dead', ready: false }],
    });
  });

  it('heals when another process takes over, and still shows the one that died', () => {
    const view = muse(aBeat('muse', 100_000), aBeat('muse', 1_000, { instance: 'muse-1:b' }));
    expect(view.state).toBe('ready');
    expect(view.replicas.map(({ state }) => state)).toEqual(['alive', 'dead']);
  });

  it('takes lag and pending from the newest beat of a living replica, not from the sum', () => {
    const load = (busLag: number) => ({
      load: { busLag, busPending: 2, inFlight: 0, eventLoopDelayMs: 1, memoryBytes: 1 },
    });
    const view = muse(aBeat('muse', 5_000, load(9)), aBeat('muse', 1_000, { instance: 'muse-2:a', ...load(7) }));
    expect(view).toMatchObject({ lag: 7, pending: 2 });
  });

  it('lists each version and each agent once', () => {
    const agents = ['MUSE-001', 'MUSE-002'];
    const view = muse(
      aBeat('muse', 1_000, { agents }),
      aBeat('muse', 1_000, { instance: 'muse-2:a', agents, version: '1.1.0' }),
    );
    expect(view).toMatchObject({ versions: ['1.0.0', '1.1.0'], agents: 2 });
  });

  it('is not ready while its replicas are alive but none is ready', () => {
    expect(muse(aBeat('muse', 1_000, { ready: false })).state).toBe('not_ready');
  });

  it('forgets a process that has been gone for twenty beats', () => {
    expect(isForgettable(aBeat('muse', 19 * INTERVAL), NOW)).toBe(false);
    expect(isForgettable(aBeat('muse', 21 * INTERVAL), NOW)).toBe(true);
  });
});
