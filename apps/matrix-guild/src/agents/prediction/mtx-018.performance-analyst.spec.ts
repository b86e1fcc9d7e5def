import { NO_EVIDENCE } from '@raptor/agent-kit';
import { performanceAnalyst as agent } from './mtx-018.performance-analyst.agent';
import { observations } from './mtx-018.samples';

const task = (changes: object = {}) =>
  agent.input.parse({
    name: 'Spring',
    channels: [{ channel: 'search', subjectType: 'channel', subjectId: 'search' }],
    from: '2026-02-23',
    to: '2026-03-01',
    ...changes,
  });
const week = (clicks: number, conversions: number) =>
  observations([
    [
      'search',
      '2026-02-24',
      { impressions: 10_000, clicks, conversions, cost_micro_usd: 100e6, revenue_micro_usd: 300e6 },
    ],
  ]);

describe('the performance analyst', () => {
  it('adds up what was observed within the span, and nothing else', () => {
    const read = observations([
      ['search', '2026-02-22', { clicks: 7 }],
      ['search', '2026-02-23', { clicks: 20 }],
      ['search', '2026-03-01', { clicks: 30 }],
      ['search', '2026-03-02', { clicks: 500 }],
      ['email', '2026-02-24', { clicks: 900 }],
    ]);
    expect(agent.floor(task(), read).total.clicks).toBe(50);
  });

  it('says of a channel without observations that it was not measured, not that it failed', () => {
    const said = agent.floor(task(), NO_EVIDENCE);
    expect(said).toMatchObject({ unmeasured: ['search'], channels: [], findings: [] });
    expect(said.summary).toContain('Nothing was measured in search');
  });

  it('changes its figures and its summary with what was observed', () => {
    const [few, many, dear] = [
      week(100, 5),
      week(200, 20),
      observations([['search', '2026-02-24', { clicks: 100, conversions: 5, cost_micro_usd: 900e6 }]]),
    ].map((read) => agent.floor(task(), read));
    expect(few?.total.cpaMicroUsd).toBe(20_000_000);
    expect(many?.total.cpaMicroUsd).toBe(5_000_000);
    expect(dear?.total.cpaMicroUsd).toBe(180_000_000);
    expect(new Set([few?.summary, many?.summary, dear?.summary]).size).toBe(3);
  });

  it('names for each finding the observations it rests on', () => {
    const read = week(10, 1);
    const [finding] = agent.floor(task(), read).findings;
    expect(finding).toMatchObject({ kind: 'too_little_data', evidenceIds: [read.items[0]?.id] });
  });

  it('refuses an answer with a figure of its own', () => {
    const read = week(100, 5);
    const right = agent.floor(task(), read);
    const check = (changes: Partial<typeof right>) => agent.check?.({ ...right, ...changes }, task(), read);
    expect(check({})).toEqual([]);
    expect(check({ total: { ...right.total, clicks: 101 } })).toEqual(['"total" is computed: copy it exactly']);
    expect(check({ findings: [] })).toEqual([]);
    expect(check({ summary: 'Conversions rose by 37 percent.' })).toEqual(['37 is not among the figures']);
    expect(check({ summary: 'Search brought 5 conversions.' })).toEqual([]);
  });

  it.each([
    ['days in the wrong order', { from: '2026-03-02' }, 'must not be before'],
    ['two years', { from: '2024-01-01' }, 'within 366 days'],
    [
      'a channel twice',
      { channels: [1, 2].map(() => ({ channel: 'a', subjectType: 'channel', subjectId: 'a' })) },
      'each channel once',
    ],
  ])('refuses %s', (_what, changes, reason) => {
    expect(() => task(changes)).toThrow(reason);
  });
});
