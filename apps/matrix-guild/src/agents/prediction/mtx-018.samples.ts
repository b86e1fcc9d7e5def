import { createHash } from 'node:crypto';
import type { Evidence } from '@raptor/agent-kit';

type Observed = readonly [channel: string, day: string, metrics: Readonly<Record<string, number>>];

/** What the guild's table of observations would have shown, a reading for each channel and day. */
export const observations = (observed: readonly Observed[]): Evidence => ({
  lacking: [],
  items: observed.map(([channel, day, metrics]) => {
    const data = Object.entries(metrics).map(([metric, value]) => ({
      subjectType: 'channel',
      subjectId: channel,
      metric,
      value,
      observedAt: `${day}T12:00:00.000Z`,
    }));
    const text = JSON.stringify(data);
    const contentHash = createHash('sha256').update(text).digest('hex');
    return {
      kind: 'rows',
      id: `matrix:${contentHash}`,
      source: 'rows.observations',
      text,
      data,
      contentHash,
      seenAt: '2026-03-02T12:00:00.000Z',
      tainted: false,
    };
  }),
});

const measuredIn = (...channels: string[]) =>
  channels.map((channel) => ({ channel, subjectType: 'channel' as const, subjectId: channel }));
const week = { name: 'Spring', from: '2026-02-23', to: '2026-03-01' };

interface Said {
  readonly findings: readonly { readonly kind: string; readonly channel: string }[];
  readonly unmeasured: readonly string[];
  readonly total: { readonly roas: number | null; readonly conversions: number };
  readonly attribution: readonly { readonly model: string }[];
}

const says = ({ findings }: Said, kind: string, channel: string): boolean =>
  findings.some((finding) => finding.kind === kind && finding.channel === channel);

export const performanceSamples = [
  {
    name: 'a channel that got worse',
    input: { ...week, channels: measuredIn('search', 'email') },
    evidence: observations([
      [
        'search',
        '2026-02-18',
        { impressions: 40_000, clicks: 1_200, conversions: 60, cost_micro_usd: 600e6, revenue_micro_usd: 2_400e6 },
      ],
      [
        'search',
        '2026-02-25',
        { impressions: 40_000, clicks: 800, conversions: 20, cost_micro_usd: 600e6, revenue_micro_usd: 800e6 },
      ],
      [
        'email',
        '2026-02-18',
        { impressions: 8_000, clicks: 320, conversions: 16, cost_micro_usd: 20e6, revenue_micro_usd: 640e6 },
      ],
      [
        'email',
        '2026-02-25',
        { impressions: 8_000, clicks: 330, conversions: 17, cost_micro_usd: 20e6, revenue_micro_usd: 680e6 },
      ],
    ]),
    expect: (said: Said) =>
      says(said, 'rate_changed', 'search') &&
      !says(said, 'rate_changed', 'email') &&
      says(said, 'cheapest_result', 'email'),
  },
  {
    name: 'money spent for nothing, and a channel nobody measured',
    input: { ...week, channels: measuredIn('search', 'display', 'podcast'), compare: false },
    evidence: observations([
      [
        'search',
        '2026-02-24',
        { impressions: 10_000, clicks: 300, conversions: 15, cost_micro_usd: 150e6, revenue_micro_usd: 900e6 },
      ],
      ['display', '2026-02-26', { impressions: 90_000, clicks: 90, conversions: 0, cost_micro_usd: 200e6 }],
    ]),
    expect: (said: Said) =>
      says(said, 'spend_without_result', 'display') &&
      said.unmeasured.join() === 'podcast' &&
      said.total.conversions === 15,
  },
  {
    name: 'a channel that begins what another finishes',
    input: {
      ...week,
      channels: measuredIn('social', 'search'),
      compare: false,
      journeys: [
        { touches: ['social', 'search'], converted: true, times: 40 },
        { touches: ['search'], converted: false, times: 60 },
        { touches: ['social'], converted: false, times: 20 },
      ],
    },
    evidence: observations([
      [
        'social',
        '2026-02-24',
        { impressions: 50_000, clicks: 500, conversions: 0, cost_micro_usd: 100e6, revenue_micro_usd: 0 },
      ],
      [
        'search',
        '2026-02-24',
        { impressions: 9_000, clicks: 400, conversions: 40, cost_micro_usd: 300e6, revenue_micro_usd: 1_600e6 },
      ],
    ]),
    expect: (said: Said) =>
      says(said, 'undervalued', 'social') && says(said, 'overvalued', 'search') && said.attribution.length === 5,
  },
];
