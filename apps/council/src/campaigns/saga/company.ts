import type { CampaignFacts } from './view';

/** A company as agents are told of it. */
export interface Company {
  readonly name: string;
  readonly siteUrl: string;
  readonly offer: string;
  readonly audience: string;
  readonly category: string;
  readonly geography: string;
  /** Where it can be written to; mail law wants it in mails. */
  readonly postalAddress?: string;
}

/** Characters that agents take, of what was not said in so many words. */
const MOST = { name: 60, offer: 500 };

/** Names of hosts that say nothing of who they belong to. */
const GENERIC_LABELS = new Set(['www', 'app', 'shop', 'blog', 'localhost']);

/** What was said of the company; what was not is taken from its address and from what is wanted. */
export function companyOf({ source, goal, name }: CampaignFacts): Company {
  const siteUrl = source?.siteUrl ?? '';
  return {
    siteUrl,
    name: (source?.company ?? nameIn(siteUrl)).slice(0, MOST.name),
    offer: (source?.offer ?? goal ?? name).slice(0, MOST.offer),
    audience: source?.audience ?? 'customers',
    category: source?.category ?? source?.offer?.slice(0, 100) ?? 'its category',
    geography: source?.geography ?? 'US',
    ...(source?.postalAddress && { postalAddress: source.postalAddress }),
  };
}

export interface Competitor {
  readonly domain: string;
  readonly url: string;
  readonly name: string;
}

export const competitorsOf = ({ source }: CampaignFacts): Competitor[] => {
  const all = (source?.competitors ?? [])
    .filter(({ url }) => URL.canParse(url))
    .map(({ url, name }) => ({
      domain: new URL(url).host,
      url,
      name: name ?? nameIn(url),
    }));
  return all.filter(({ domain }, index) => all.findIndex((other) => other.domain === domain) === index);
};

export const goalOf = ({ goal, name }: CampaignFacts): string => goal ?? name;

/** `https://www.tally.example/x` is Tally's. */
function nameIn(url: string): string {
  if (!URL.canParse(url)) return url;
  const labels = new URL(url).hostname.split('.').filter((label) => !GENERIC_LABELS.has(label));
  const label = labels.length > 1 ? labels.at(-2) : labels[0];
  return label ? label.charAt(0).toUpperCase() + label.slice(1) : url;
}
