import { modelStandIn, type ModelStandIn } from '@raptor/testing';
import { guardianConfig } from '../../apps/guardian-guild/src/guardian.config';
import { GuardianModule } from '../../apps/guardian-guild/src/guardian.module';
import { CampaignFleet, DEADLINE_MS } from './test/campaign-fleet';

/** What a campaign meets that is not its own: no money, and nobody who checks. */
describe('a campaign in adversity', () => {
  let campaigns: CampaignFleet;
  let standIn: ModelStandIn;

  beforeAll(async () => {
    standIn = await modelStandIn();
    campaigns = await CampaignFleet.open(standIn.environment);
  }, 120_000);

  afterAll(async () => {
    await campaigns.close();
    await standIn.close();
  });

  const small = (name: string, more: object = {}) => campaigns.wanted({ name, channels: ['linkedin'], ...more });
  const spent = () => campaigns.ask('GET', '/api/v1/budget');

  it(
    'waits for money and says so, goes on after a top-up, and never spends more than there is',
    async () => {
      await campaigns.ask('PUT', '/api/v1/budget', { limit_micro_usd: 1_000, limit_tokens: 100_000_000 });
      const { id } = await campaigns.ask('POST', '/api/v1/campaigns', small('Poor', { on_budget: 'wait' }));
      const waiting = await campaigns.until(String(id), ({ status_reason: reason }) => /budget/.test(String(reason)));
      expect(waiting).toMatchObject({
        status: 'planning',
        status_reason: expect.stringMatching(/Raise the budget/) as string,
      });
      const before = await spent();
      expect(Number(before['spent_micro_usd']) + Number(before['reserved_micro_usd'])).toBeLessThanOrEqual(1_000);
      await campaigns.ask('PUT', '/api/v1/budget', { limit_micro_usd: 500_000_000, limit_tokens: 100_000_000 });
      await campaigns.until(String(id), ({ stage, status_reason: reason }) => stage === 'approval' && reason !== null);
      const after = await spent();
      expect(Number(after['spent_micro_usd'])).toBeGreaterThan(0);
      expect(Number(after['spent_micro_usd']) + Number(after['reserved_micro_usd'])).toBeLessThanOrEqual(500_000_000);
    },
    DEADLINE_MS * 2,
  );

  it(
    'has nothing approved while no guardian is there, and goes on when one is',
    async () => {
      const { id } = await campaigns.ask('POST', '/api/v1/campaigns', small('Unchecked'));
      await campaigns.until(String(id), ({ stage }) => stage !== 'routing');
      await campaigns.fleet.services.guardian.stop();
      await campaigns.until(String(id), ({ stage }) => stage === 'creation' || stage === 'review');
      const pending = await campaigns.items<{ campaign_id: string }>('/api/v1/approvals?state=pending&limit=100');
      expect(pending.filter(({ campaign_id: campaign }) => campaign === id)).toEqual([]);
      await campaigns.fleet.start(GuardianModule, guardianConfig);
      await campaigns.until(String(id), ({ stage, status_reason: reason }) => stage === 'approval' && reason !== null);
      const asked = await campaigns.items<{ campaign_id: string }>('/api/v1/approvals?state=pending&limit=100');
      expect(asked.filter(({ campaign_id: campaign }) => campaign === id).length).toBeGreaterThan(0);
    },
    DEADLINE_MS * 2,
  );
});
