import { CAMPAIGN_STATUSES, type CampaignStage, type CampaignStatus } from '@raptor/contracts';
import { changeableIn, isArchivable, problemsOfCampaign } from './campaign-rules';

const a = (status: CampaignStatus, stage: CampaignStage = 'routing') => ({
  status,
  stage,
  resumeStatus: status === 'paused' ? ('active' as const) : null,
});

describe('what does not go together in a campaign', () => {
  it.each([
    ['a target of nothing', { targetValue: 5, objectiveMetric: null }, ['objective_metric']],
    ['an end before the beginning', { startDate: '2027-03-02', endDate: '2027-03-01' }, ['end_date']],
    ['a single day', { startDate: '2027-03-01', endDate: '2027-03-01' }, []],
    ['an end without a beginning', { startDate: null, endDate: '2027-03-01' }, []],
    ['a metric without a target', { objectiveMetric: 'sign-ups' }, []],
    [
      'a site that nobody can visit',
      { source: { siteUrl: 'http://1.2.3.4.5/', competitors: [], reviewUrls: ['https://a.example/'] } },
      ['source.site_url'],
    ],
    ['nothing said', {}, []],
  ])('%s', (_what, campaign, fields) => {
    expect(problemsOfCampaign(campaign).map(({ field }) => field)).toEqual(fields);
  });
});

describe('what may change in a campaign', () => {
  it.each([
    [a('planning'), 'all'],
    [a('planning', 'brief'), ['name', 'media_budget_micro_usd', 'run_budget_micro_usd', 'on_budget', 'end_date']],
    [a('active', 'execution'), ['name', 'media_budget_micro_usd', 'run_budget_micro_usd', 'on_budget', 'end_date']],
    [a('paused'), ['name', 'media_budget_micro_usd', 'run_budget_micro_usd', 'on_budget', 'end_date']],
    [a('completed', 'learnt'), ['name']],
    [a('archived'), []],
  ])('%j: %j', (campaign, fields) => {
    expect(changeableIn(campaign)).toEqual(fields);
  });
});

describe('a campaign', () => {
  it('is put away before it begins and after it has ended', () => {
    expect(CAMPAIGN_STATUSES.filter((status) => isArchivable(a(status)))).toEqual([
      'planning',
      'completed',
      'failed',
      'cancelled',
      'archived',
    ]);
    expect(isArchivable(a('planning', 'research'))).toBe(false);
  });
});
