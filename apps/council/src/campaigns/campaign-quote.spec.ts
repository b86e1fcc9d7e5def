import { CAMPAIGN_CHANNELS, isAgentCode, OBJECTIVE_TYPES, type QuoteBasis } from '@raptor/contracts';
import { needsOf } from '../craft/routing/needs';
import { partsByAgent, quotedAgent, summedUp } from './campaign-quote';

const known = (p50: number | null, p95 = p50, basis: QuoteBasis = p50 === null ? 'nothing' : 'history') => ({
  p50_micro_usd: p50,
  p95_micro_usd: p95,
  basis,
  past_runs: 7,
});

describe('a quote of a campaign', () => {
  it('is the sum over the runs of all who work on it', () => {
    const agents = [
      quotedAgent('RES-001', ['research'], true, known(100, 300)),
      quotedAgent('MUSE-001', ['creation', 'editing'], true, known(10, 20)),
    ];
    expect(summedUp(agents)).toMatchObject({ p50_micro_usd: 120, p95_micro_usd: 340, is_complete: true });
  });

  it('says that it is too low when of somebody nothing is known', () => {
    const agents = [
      quotedAgent('RES-001', ['research'], true, known(100)),
      quotedAgent('RES-003', ['research'], true, known(null)),
    ];
    expect(summedUp(agents)).toMatchObject({ p50_micro_usd: 100, p95_micro_usd: 100, is_complete: false });
  });

  it('leaves out who is switched off, and does not mind not knowing them', () => {
    const agents = [
      quotedAgent('RES-001', ['research'], false, known(null)),
      quotedAgent('RES-003', ['research'], false, known(50)),
    ];
    expect(summedUp(agents)).toMatchObject({ p50_micro_usd: 0, is_complete: true });
    expect(summedUp(agents).agents).toHaveLength(2);
  });

  it.each(OBJECTIVE_TYPES)('for %s is of agents on the roster, each with its parts', (objective) => {
    const request = { kind: 'campaign', objective, channels: CAMPAIGN_CHANNELS } as const;
    const parts = partsByAgent(needsOf({ ...request, hasCompetitors: true, isRegulated: true }));
    expect([...parts.keys()].every(isAgentCode)).toBe(true);
    expect(parts.get('LORD-006')).toEqual(['gate']);
    expect(parts.size).toBeGreaterThan(20);
  });
});
