import { ASSUMED } from './month';

/** Look-ups at a vendor: what one costs at list price, and how many a user's month is assumed to need. */
export interface LookUps {
  readonly vendor: string;
  readonly perMonth: number;
  readonly usdEach: number;
  /** Where price and number come from. All of it is assumed until the agents that look up are there and count. */
  readonly because: string;
}

const { campaignsPerUserAndMonth: campaigns } = ASSUMED;
/** NewsAPI sells months: a fleet shares one. */
const NEWS_PLAN = { usd: 449, requests: 250_000 };

export const LOOK_UPS: readonly LookUps[] = [
  {
    vendor: 'SEMrush',
    perMonth: campaigns * 2,
    // 100 lines of 10 units; 20,000 units for a dollar.
    usdEach: (100 * 10) / 20_000,
    because:
      'two reports of 100 lines a campaign; 10 units a line, about 20,000 units a dollar (help.grow.com, SEMrush API units); the subscription that units need is not in it',
  },
  {
    vendor: 'Ahrefs',
    perMonth: campaigns * 3,
    usdEach: 0.02,
    because: 'three domains a campaign; price assumed: units are sold with Enterprise plans only',
  },
  {
    vendor: 'NewsAPI',
    perMonth: 28 * 24,
    usdEach: NEWS_PLAN.usd / NEWS_PLAN.requests,
    because: `asked hourly; price assumed: a share of a month of ${NEWS_PLAN.usd} USD with ${NEWS_PLAN.requests.toLocaleString('en-US')} requests (newsapi.org/pricing, not verified)`,
  },
  {
    vendor: 'Brave Search',
    perMonth: campaigns * 25,
    usdEach: 0.005,
    because: '25 searches a campaign; price assumed: 5 USD for 1,000 (api-dashboard.search.brave.com, not verified)',
  },
];
