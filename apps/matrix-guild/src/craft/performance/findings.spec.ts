import { attribute } from './attribution';
import { attributionFindings, findingsOf } from './findings';
import { NOTHING, type Counts } from './metrics';

const counts = (impressions: number, clicks: number, conversions: number, cost: number): Counts => ({
  ...NOTHING,
  impressions,
  clicks,
  conversions,
  costMicroUsd: cost * 1e6,
});

describe('what stands out', () => {
  it('is a rate that changed by more than chance', () => {
    const [finding] = findingsOf([
      { channel: 'search', before: counts(20_000, 600, 30, 100), now: counts(20_000, 380, 19, 100) },
    ]);
    expect(finding).toMatchObject({ kind: 'rate_changed', channel: 'search' });
    expect(finding?.statement).toBe('The click rate of search fell from 3.00 % to 1.90 %.');
  });

  it('is not the luckiest of many channels', () => {
    const lucky = { channel: 'lucky', before: counts(10_000, 200, 0, 1), now: counts(10_000, 242, 0, 1) };
    const alone = findingsOf([lucky]).filter(({ kind }) => kind === 'rate_changed');
    const others = Array.from({ length: 20 }, (_, index) => ({
      channel: `c${index}`,
      before: counts(10_000, 200, 0, 1),
      now: counts(10_000, 200, 0, 1),
    }));
    expect(alone).toHaveLength(1);
    expect(findingsOf([lucky, ...others]).filter(({ kind }) => kind === 'rate_changed')).toHaveLength(0);
  });

  it('is money spent without a result, once it is three times what one costs elsewhere', () => {
    const search = { channel: 'search', now: counts(1_000, 100, 10, 100) };
    const social = (cost: number) => ({ channel: 'social', now: counts(1_000, 50, 0, cost) });
    expect(findingsOf([search, social(30)]).map(({ kind }) => kind)).toContain('spend_without_result');
    expect(findingsOf([search, social(29)]).map(({ kind }) => kind)).not.toContain('spend_without_result');
  });

  it('names the cheapest and the dearest, but nothing that was clicked too rarely', () => {
    const found = findingsOf([
      { channel: 'search', now: counts(1_000, 100, 10, 100) },
      { channel: 'social', now: counts(1_000, 100, 5, 100) },
      { channel: 'email', now: counts(100, 3, 3, 1) },
    ]);
    expect(found.find(({ kind }) => kind === 'cheapest_result')?.channel).toBe('search');
    expect(found.find(({ kind }) => kind === 'dearest_result')?.channel).toBe('social');
    expect(found.find(({ kind }) => kind === 'too_little_data')?.channel).toBe('email');
  });

  it('is a channel that begins what others finish', () => {
    const journeys = [
      { touches: ['social', 'search'], converted: true, times: 20 },
      { touches: ['search'], converted: false, times: 20 },
    ];
    const found = attributionFindings(attribute(journeys, 'last_touch'), attribute(journeys, 'markov'));
    expect(found.find(({ kind }) => kind === 'undervalued')?.channel).toBe('social');
    expect(found.find(({ kind }) => kind === 'overvalued')?.channel).toBe('search');
  });
});
