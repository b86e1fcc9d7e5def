import { CAMPAIGN_CHANNELS } from '@raptor/contracts';
import { guardianAgents } from '../agents';
import { guardiansOf, verdictBy } from './check-content';

const DAY = '2026-12-01';

describe('a text that is checked for a platform', () => {
  it('is read by every guardian of it that there is', () => {
    const there = new Set<string>(guardianAgents.map(({ code }) => code));
    for (const platform of CAMPAIGN_CHANNELS.filter(
      (each) => !['tiktok', 'sms', 'display', 'google_ads'].includes(each),
    )) {
      const asked = { platform, text: 'Invoices paid sooner.' };
      for (const guardian of guardiansOf(asked).filter((each) => there.has(each)))
        expect([platform, guardian, verdictBy(guardian, asked, DAY)?.agentCode]).toEqual([
          platform,
          guardian,
          guardian,
        ]);
    }
  });

  it('is refused for what its rules refuse, until that is waived', () => {
    const asked = {
      platform: 'email',
      copy: [{ field: 'body', text: 'Guaranteed to cure your debt, 100 % risk-free!' }],
    } as const;
    const first = verdictBy('GRD-009', { ...asked, copy: [...asked.copy] }, DAY)?.judgement;
    expect(first?.findings.length).toBeGreaterThan(0);
    const waivers = (first?.findings ?? []).map(({ ruleId }) => ({
      ...{ ruleId, contentHash: first?.contentHash ?? '', name: 'somebody' },
      expiresAt: '2027-01-01T00:00:00Z',
    }));
    const second = verdictBy('GRD-009', { ...asked, copy: [...asked.copy] }, DAY, waivers)?.judgement;
    expect(second?.contentHash).toBe(first?.contentHash);
    expect(second?.findings.every(({ waivedBy }) => waivedBy === 'somebody')).toBe(true);
  });

  it('is not read by a guardian that is not there', () => {
    expect(verdictBy('GRD-099', { platform: 'x', text: 'Hello' }, DAY)).toBeUndefined();
  });
});
