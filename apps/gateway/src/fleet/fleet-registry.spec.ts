import { ReplicaBeat } from '@raptor/contracts';
import { validate } from 'class-validator';
import { FleetRegistry } from './fleet-registry';

const aBeat = (changes: Partial<ReplicaBeat> = {}): ReplicaBeat =>
  Object.assign(new ReplicaBeat(), {
    service: 'muse',
    replica: 'muse-1',
    instance: 'muse-1:a',
    version: '0.1.0',
    startedAt: '2026-01-01T00:00:00Z',
    intervalMs: 30_000,
    ready: true,
    leaving: false,
    agents: ['MUSE-001'],
    load: { busLag: 0, busPending: 0, inFlight: 0, eventLoopDelayMs: 0, memoryBytes: 1 },
    ...changes,
  });

const museOf = (registry: FleetRegistry) => registry.view().services.find(({ service }) => service === 'muse');

describe('the registry of beats', () => {
  it('keeps a bounded number of processes, the ones silent for longest give way', () => {
    const registry = new FleetRegistry();
    const now = Date.now();
    for (let index = 0; index < 2_100; index += 1) registry.hear(aBeat({ instance: `i${index}` }), now - 2_100 + index);
    const instances = museOf(registry)?.replicas.map(({ instance }) => instance) ?? [];
    expect(instances).toHaveLength(2_000);
    expect(instances).toContain('i2099');
    expect(instances).not.toContain('i0');
  });

  it('does not let a clock that is ahead keep a process alive', () => {
    const registry = new FleetRegistry();
    registry.hear(aBeat(), Date.now() + 86_400_000);
    const [replica] = museOf(registry)?.replicas ?? [];
    expect(Date.parse(replica?.last_beat_at ?? '')).toBeLessThanOrEqual(Date.now());
  });
});

describe('a service', () => {
  const INTERVAL_MS = 30_000;
  let registry: FleetRegistry;

  beforeEach(() => {
    jest.useFakeTimers({ now: 1_800_000_000_000 });
    registry = new FleetRegistry();
  });
  afterEach(() => jest.useRealTimers());

  const hear = (changes: Partial<ReplicaBeat> = {}) => {
    registry.hear(aBeat(changes), Date.now());
  };
  /** So many intervals in which the gateway hears itself, and others where they are said. */
  const pass = (intervals: number, others: () => void = () => undefined) => {
    for (let n = 0; n < intervals; n += 1) {
      jest.advanceTimersByTime(INTERVAL_MS);
      hear({ service: 'gateway', instance: 'gateway-1:a' });
      others();
    }
  };

  it('is gone when all its replicas have left, and those of others are heard', () => {
    pass(3, hear);
    expect(registry.isGone('muse')).toBe(false);
    hear({ leaving: true });
    expect(registry.isGone('muse')).toBe(true);
    hear({ instance: 'muse-1:b' });
    expect(registry.isGone('muse')).toBe(false);
  });

  it('is gone when its last replica has missed three beats', () => {
    pass(3, hear);
    pass(2);
    expect(registry.isGone('muse')).toBe(false);
    pass(1);
    expect(registry.isGone('muse')).toBe(true);
  });

  it('is not given up when nobody at all was heard, until it is the only one that is silent', () => {
    pass(3, hear);
    jest.advanceTimersByTime(10 * INTERVAL_MS);
    expect(registry.isGone('muse')).toBe(false);
    pass(1);
    expect(registry.isGone('muse')).toBe(false);
    pass(2);
    expect(registry.isGone('muse')).toBe(true);
  });

  it('is asked when it has never been heard of, and when this gateway has just begun to listen', () => {
    pass(5);
    expect(registry.isGone('muse')).toBe(false);
    const other = new FleetRegistry();
    other.hear(aBeat({ leaving: true }), Date.now() - 4 * INTERVAL_MS);
    expect(other.isGone('muse')).toBe(false);
  });
});

describe('a beat', () => {
  it('is believed when it is one', async () => {
    expect(await validate(aBeat(), { forbidUnknownValues: false })).toEqual([]);
  });

  it.each([
    ['an interval of years', { intervalMs: 1e15 }],
    ['more agents than there are', { agents: Array(201).fill('MUSE-001') as string[] }],
    ['agents that are no codes', { agents: ['\u0000'] }],
    ['a name with control characters', { replica: 'muse\n-1' }],
  ])('is not believed with %s', async (_what, changes) => {
    expect(await validate(aBeat(changes), { forbidUnknownValues: false })).toHaveLength(1);
  });
});
