import { directed, type Direction } from './direction';

const EVERYBODY = ['MUSE-002', 'MUSE-003', 'MUSE-004', 'MUSE-009', 'MUSE-011', 'MUSE-023', 'MUSE-025'];

const plan = (channels: readonly string[], more: Partial<Direction> = {}): Direction => ({
  moves: channels.map((channel, at) => ({ ref: `m${at}`, name: `Move ${at}`, channel })),
  brief: {
    valueProps: [{ text: 'Invoices paid sooner', evidenceIds: [] }],
    proofPoints: [],
    callsToAction: [{ text: 'Start free', evidenceIds: [] }],
  },
  ...{ goal: 'More freelancers', company: 'Tally', audience: 'freelancers', available: EVERYBODY, atMost: 24 },
  ...more,
});
const made = (...asked: Parameters<typeof plan>) => directed(plan(...asked)).assets;

describe('what is made for a campaign', () => {
  it.each(['linkedin', 'x', 'meta_ads', 'instagram', 'blog', 'display', 'facebook'])(
    'has a picture for %s',
    (channel) => {
      expect(made([channel]).filter(({ author }) => author === 'MUSE-011')).toHaveLength(1);
    },
  );

  it.each(['google_ads', 'email', 'sms'])('has none for %s, which shows words', (channel) => {
    expect(made([channel]).filter(({ author }) => author === 'MUSE-011')).toEqual([]);
  });

  it('has calls to action of its own where the brief says none, for the first move that has use for them', () => {
    const silent = {
      brief: { valueProps: [], proofPoints: [], callsToAction: [{ text: 'Pricing', evidenceIds: [] }] },
    };
    const [call, ...others] = made(['google_ads', 'linkedin', 'x'], silent).filter(
      ({ author }) => author === 'MUSE-003',
    );
    expect(call).toMatchObject({ kind: 'call_to_action', moveRef: 'm1', callToAction: 'Try Tally', ref: 'asset-9' });
    expect(others).toEqual([]);
    for (const more of [{}, { ...silent, available: ['MUSE-023'] }, { ...silent, atMost: 2 }])
      expect(made(['linkedin'], more).some(({ author }) => author === 'MUSE-003')).toBe(false);
    expect(made(['google_ads'], silent).some(({ author }) => author === 'MUSE-003')).toBe(false);
  });
});
