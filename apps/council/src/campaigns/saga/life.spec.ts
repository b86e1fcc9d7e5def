import type { CampaignStatus } from '@raptor/contracts';
import { CAMPAIGN_DEEDS, lifeAfter, type CampaignDeed } from './life';

const SOURCE = { siteUrl: 'https://tally.example/', competitors: [], reviewUrls: [] };

/** By status, where each deed leads: another status, `same`, or `no`. */
const LIVES: Record<CampaignStatus, Record<CampaignDeed, string>> = {
  planning: { plan: 'same', activate: 'no', pause: 'paused', resume: 'same', complete: 'no', cancel: 'cancelled' },
  approved: { plan: 'no', activate: 'active', pause: 'paused', resume: 'same', complete: 'no', cancel: 'cancelled' },
  active: { plan: 'no', activate: 'same', pause: 'paused', resume: 'same', complete: 'active', cancel: 'cancelled' },
  paused: { plan: 'no', activate: 'no', pause: 'same', resume: 'active', complete: 'no', cancel: 'cancelled' },
  completed: { plan: 'no', activate: 'no', pause: 'no', resume: 'no', complete: 'same', cancel: 'no' },
  failed: { plan: 'no', activate: 'no', pause: 'no', resume: 'no', complete: 'no', cancel: 'no' },
  cancelled: { plan: 'no', activate: 'no', pause: 'no', resume: 'no', complete: 'no', cancel: 'same' },
  archived: { plan: 'no', activate: 'no', pause: 'no', resume: 'no', complete: 'no', cancel: 'no' },
};

describe('the life of a campaign', () => {
  it.each(Object.entries(LIVES))('%s', (status, deeds) => {
    for (const deed of CAMPAIGN_DEEDS) {
      const known = {
        status: status as CampaignStatus,
        resumeStatus: status === 'paused' ? ('active' as const) : null,
        source: SOURCE,
      };
      const life = lifeAfter(deed, known);
      const said = 'to' in life ? life.to : 'same' in life ? 'same' : 'no';
      expect([deed, said]).toEqual([deed, deeds[deed]]);
    }
  });

  it('cannot be planned from nothing', () => {
    expect(lifeAfter('plan', { status: 'planning', resumeStatus: null, source: null })).toEqual({
      refused: expect.stringContaining('site_url') as string,
    });
  });
});
