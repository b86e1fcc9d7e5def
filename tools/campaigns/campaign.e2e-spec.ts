import { eventually } from '@raptor/testing';
import { CampaignFleet, DEADLINE_MS } from './test/campaign-fleet';

/** The way of a campaign through all six services, on their floors, from real pages. */
describe('a campaign, from a site to what may leave', () => {
  let campaigns: CampaignFleet;
  const ask: CampaignFleet['ask'] = (...asked) => campaigns.ask(...asked);
  const until: CampaignFleet['until'] = (...asked) => campaigns.until(...asked);
  const image = async (id: string, format: 'png' | 'svg'): Promise<Buffer> => {
    const answer = await fetch(`${campaigns.fleet.gateway.url}/api/v1/assets/${id}/image?format=${format}`, {
      headers: { authorization: `Bearer ${campaigns.token}` },
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toMatch(format === 'png' ? 'image/png' : 'image/svg+xml');
    return Buffer.from(await answer.arrayBuffer());
  };
  beforeAll(async () => {
    campaigns = await CampaignFleet.open();
  }, 120_000);

  afterAll(() => campaigns.close());

  it(
    'is researched, briefed, planned, written, checked, approved and activated',
    async () => {
      const key = await ask('POST', '/api/v1/api-keys', {
        name: 'Planner',
        role: 'operator',
        scopes: ['campaigns:write'],
      });
      const created = await ask('POST', '/api/v1/campaigns', campaigns.wanted(), String(key['key']));
      const id = String(created['id']);
      const campaign = await until(id, ({ stage, status }) => stage === 'approval' || status === 'failed');
      if (campaign['status'] === 'failed')
        console.log(JSON.stringify((await ask('GET', '/api/v1/agents/council/decisions?limit=50'))['items'], null, 1));
      expect(campaign).toMatchObject({
        status: 'planning',
        stage: 'approval',
        status_reason: expect.stringMatching(/still to be given/) as string,
      });
      const approvals = (await ask('GET', '/api/v1/approvals?state=pending&limit=100'))['items'] as {
        id: string;
        content_hash: string;
        subject_id: string;
      }[];
      expect(approvals.length).toBeGreaterThanOrEqual(4);
      for (const approval of approvals)
        await ask('POST', `/api/v1/approvals/${approval.id}/approve`, { content_hash: approval.content_hash });
      await until(id, ({ status }) => status === 'approved');
      // What somebody changes afterwards was not approved: it is checked, and asked about, once more.
      const [asset] = ((await ask('GET', `/api/v1/campaigns/${id}/assets?kind=post&limit=1`))['items'] ?? []) as {
        id: string;
      }[];
      const before = (await ask('GET', `/api/v1/assets/${asset?.id}`)) as {
        current_version: number;
        current: { copy: Record<string, unknown>[] };
      };
      const copy = before.current.copy.map((field) => ({
        ...field,
        text: String(field['text']).replace('Tally', 'Tally itself'),
      }));
      const changed = await ask('POST', `/api/v1/assets/${asset?.id}/revise`, {
        copy,
        based_on: before.current_version,
      });
      expect(changed).toMatchObject({ state: 'draft', current_version: before.current_version + 1 });
      const waiting = await until(
        id,
        ({ stage, status_reason: reason }) => stage === 'approval' && /still to be given/.test(String(reason)),
      );
      expect(waiting).toMatchObject({ status: 'planning', status_reason: expect.stringMatching(/^1 of/) as string });
      const again = (await ask('GET', '/api/v1/approvals?state=pending&limit=100'))['items'] as typeof approvals;
      expect(again.map(({ subject_id: subject }) => subject)).toEqual([asset?.id]);
      const voided = (await ask('GET', '/api/v1/approvals?state=voided&limit=100'))['items'] as typeof approvals;
      expect(voided.map(({ subject_id: subject }) => subject)).toEqual([asset?.id]);
      for (const each of again)
        await ask('POST', `/api/v1/approvals/${each.id}/approve`, { content_hash: each.content_hash });
      await until(id, ({ status }) => status === 'approved');
      expect(await ask('POST', `/api/v1/campaigns/${id}/activate`)).toMatchObject({ status: 'active' });
      const moves = (await ask('GET', `/api/v1/moves?campaign_id=${id}&limit=100`))['items'] as { id: string }[];
      const [first] = moves;
      await ask('POST', `/api/v1/moves/${first?.id}/execute`);
      const executed = await eventually(async () => {
        const move = await ask('GET', `/api/v1/moves/${first?.id}`);
        expect(move['state']).toBe('complete');
        return move;
      });
      expect(executed['receipt']).toMatchObject({ channel: 'export', files: expect.any(Number) as number });
      const repeated = await ask('POST', `/api/v1/moves/${first?.id}/execute`);
      expect(repeated['effect_key']).toBe(executed['effect_key']);
      const assets = (await ask('GET', `/api/v1/campaigns/${id}/assets?limit=100`))['items'] as {
        id: string;
        kind: string;
        channel: string;
        state: string;
      }[];
      expect(assets.filter(({ state }) => state === 'approved' || state === 'published')).toHaveLength(
        approvals.length,
      );
      expect(assets.some(({ state }) => state === 'published')).toBe(true);
      const drawn = assets.filter(({ kind }) => kind === 'visual');
      expect(new Set(drawn.map(({ channel }) => channel))).toEqual(new Set(['linkedin', 'x']));
      for (const { id: picture, state } of drawn) {
        expect(['approved', 'published']).toContain(state);
        const { designs } = (await ask('GET', `/api/v1/assets/${picture}`)) as { designs: Record<string, unknown>[] };
        expect(designs).toMatchObject([
          { width: 1_200, has_image: true, alt_text: expect.stringMatching(/^Tally: /) as string },
        ]);
        const png = await image(picture, 'png');
        expect(png.subarray(1, 4).toString('latin1')).toBe('PNG');
        expect(png.readUInt32BE(16)).toBe(1_200);
        expect((await image(picture, 'svg')).toString('utf8')).toMatch(/^<svg .*<\/svg>$/s);
      }
    },
    DEADLINE_MS * 2,
  );
});
