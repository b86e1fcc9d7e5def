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
