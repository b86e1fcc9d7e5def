import { serveExample } from '../../../libs/agent-kit/test/sources/example-site';
import { openSite, type WebSite } from '../../../libs/agent-kit/test/sources/web-site';
import { startWholeFleet, type WholeFleet } from '../../api/test/whole-fleet';

/** How long a campaign may take to get where a test wants it. */
export const DEADLINE_MS = 90_000;
const LOOK_EVERY_MS = 100;

type Answer = Record<string, unknown>;

/** Six services in this process, the example sites, and an admin who has signed in. */
export class CampaignFleet {
  private constructor(
    readonly fleet: WholeFleet,
    private readonly sites: Readonly<Record<string, WebSite>>,
    readonly token: string,
  ) {}

  static async open(environment: NodeJS.ProcessEnv = {}): Promise<CampaignFleet> {
    const sites: Record<string, WebSite> = {};
    for (const name of ['tally', 'billwise', 'paperplane']) {
      const site = await openSite();
      await serveExample(site, name);
      sites[name] = site;
    }
    const origins = Object.values(sites).map(({ origin }) => origin);
    const fleet = await startWholeFleet({ EGRESS_ORIGINS: origins.join(','), ...environment });
    const { email, password } = fleet;
    const signedIn = await fleet.ask('POST', '/api/v1/auth/login', { body: { email, password } });
    return new CampaignFleet(fleet, sites, (signedIn.body as { access_token: string }).access_token);
  }

  async close(): Promise<void> {
    await this.fleet.stop();
    for (const site of Object.values(this.sites)) await site.close();
  }

  /** @throws Error with what was answered, where it is a problem. */
  async ask(method: string, path: string, body?: unknown, token = this.token): Promise<Answer> {
    const answer = await this.fleet.ask(method, path, { token, ...(body !== undefined && { body }) });
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body as Answer;
  }

  async items<T>(path: string): Promise<T[]> {
    return (await this.ask('GET', path))['items'] as T[];
  }

  async until(id: string, is: (campaign: Answer) => boolean): Promise<Answer> {
    const end = Date.now() + DEADLINE_MS;
    for (;;) {
      const campaign = await this.ask('GET', `/api/v1/campaigns/${id}`);
      if (is(campaign)) return campaign;
      if (Date.now() > end) throw new Error(`It came no further than ${JSON.stringify(campaign)}`);
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
    }
  }

  /** A campaign for the example company; `more` is what is otherwise. */
  wanted(more: object = {}): object {
    const home = (name: string): string => `${this.sites[name]?.origin}/`;
    return {
      name: 'Paid sooner',
      goal: 'More freelancers who try Tally',
      ...{ objective_type: 'conversion', objective_metric: 'sign-ups', target_value: 40 },
      channels: ['google_ads', 'linkedin', 'x', 'email'],
      media_budget_micro_usd: 2_000_000_000,
      source: {
        site_url: home('tally'),
        ...{ company: 'Tally', offer: 'Invoices that write themselves', audience: 'freelancers' },
        ...{ category: 'invoicing software', postal_address: '1 Dock Street, 28195 Bremen' },
        competitors: [
          { url: home('billwise'), name: 'Billwise' },
          { url: home('paperplane'), name: 'Paperplane' },
        ],
      },
      ...more,
    };
  }
}
