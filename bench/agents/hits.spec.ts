import { hitsOf, rateOf, type PlayedBriefly } from './hits';

const played = (key: string, mode: PlayedBriefly['mode'], isNew = false, wasKept = true): PlayedBriefly => ({
  ...{ key, mode, wasKept, isCacheable: true },
  ask: { agentCode: 'MUSE-001', isNew },
});

describe('counting hits', () => {
  it('tells what was forgotten from what was never kept', () => {
    const hits = hitsOf('MUSE-001', [
      played('a', 'model', true),
      played('a', 'cache'),
      played('a', 'model'),
      played('b', 'floor', true, false),
      played('b', 'model'),
      played('b', 'cache'),
    ]);
    expect(hits).toMatchObject({ asked: 6, isNew: 2, hits: 2, expired: 1, neverKept: 1 });
    expect(rateOf(hits)).toBeCloseTo(1 / 3);
  });

  it('expects nothing of agents whose answers are not kept', () => {
    const again = { ...played('a', 'floor'), isCacheable: false };
    expect(hitsOf('GRD-001', [{ ...again, ask: { agentCode: 'GRD-001', isNew: true } }, again])).toMatchObject({
      ...{ isCacheable: false, hits: 0, expired: 0, neverKept: 0 },
    });
  });
});
