import { createHash } from 'node:crypto';
import { describedAgents } from '../../tools/agents/all-agents';
import { COMPANY, FINDINGS, PROMISES, TONES, type Channel } from './business';
import type { Dice } from './dice';

export type Input = Readonly<Record<string, unknown>>;

/** A campaign as far as agents are told of it. */
export interface Campaign {
  readonly name: string;
  readonly product: string;
  readonly audience: string;
  readonly promise: string;
  readonly channels: readonly Channel[];
  readonly rivals: readonly string[];
}

/** Where a rival's site is; the generator knows domains only. */
export type HomeOf = (domain: string) => string;

const evidenceId = (text: string): string => `research:${createHash('sha256').update(text).digest('hex')}`;
const shown = (excerpt: string) => ({ evidenceId: evidenceId(excerpt), excerpt, source: 'our own interviews' });

export const competitorInput = ({ rivals }: Campaign, homeOf: HomeOf): Input => ({
  competitors: rivals.map((domain) => ({ domain, url: homeOf(domain) })),
  company: COMPANY,
});

export const pricingInput = ({ rivals }: Campaign, homeOf: HomeOf): Input => ({
  sellers: rivals.map((domain) => ({ domain, pricingUrl: `${homeOf(domain)}pricing` })),
  company: {
    name: COMPANY.name,
    prices: [{ plan: 'Freelance', amount: 10, currency: 'USD', period: 'month' }],
  },
});

export const headlineInput = (campaign: Campaign, asset: number, dice: Dice): Input => ({
  product: campaign.product,
  audience: campaign.audience,
  promise: asset === 0 ? campaign.promise : dice.of(PROMISES),
  maxLength: dice.of([60, 70, 90]),
  tone: dice.of(TONES),
  proofPoints: [{ text: 'Paid 9 days sooner on average', evidenceId: evidenceId('nine days') }],
  earlier: [`${campaign.name}, line ${asset}`],
});

export const articleInput = (campaign: Campaign, article: number, dice: Dice): Input => ({
  topic: `${campaign.promise} for ${campaign.audience}, part ${article + 1}`,
  audience: campaign.audience,
  words: dice.of([400, 600, 900]),
  tone: dice.of(TONES),
  callToAction: { text: `Try ${campaign.product} with your next client.`, url: 'https://tally.example/start' },
  keyPoints: Array.from({ length: 4 }, (_, point) => {
    const finding = FINDINGS[(dice.below(FINDINGS.length) + point) % FINDINGS.length] ?? FINDINGS[0];
    return { point: finding.split('. ')[0] ?? finding, evidence: [shown(finding)] };
  }),
});

export const performanceInput = ({ name, channels }: Campaign, from: string, to: string): Input => ({
  name,
  channels: channels.map((channel) => ({ channel, subjectType: 'channel', subjectId: channel })),
  from,
  to,
});

/** An advertisement made of an asset: `edition` grows with each edit. */
export const searchAdInput = (campaign: Campaign, asset: number, edition: number, day: string): Input => ({
  day,
  jurisdictions: ['US', 'DE'],
  surface: 'responsive_search_ad',
  headlines: [
    `For ${campaign.audience}`.slice(0, 30),
    'Tally Sends the Reminders',
    `Version ${asset + 1}.${edition + 1}`,
  ],
  descriptions: [
    'Send an invoice, and Tally reminds your client until it is paid.',
    `Made for ${campaign.audience}: ${campaign.promise}.`.slice(0, 90),
  ],
  path1: 'invoices',
  finalUrl: 'https://www.tally.example/invoices',
});

export const claimsInput = (campaign: Campaign, asset: number, edition: number, day: string): Input => ({
  day,
  jurisdictions: ['US', 'DE'],
  surface: 'ad',
  texts: [
    `${campaign.product} for ${campaign.audience}: ${campaign.promise}.`,
    `Paid 9 days sooner on average. Offer ${campaign.name}, ${asset + 1}.${edition + 1}.`,
  ],
  evidence: [{ id: evidenceId('nine days'), excerpt: 'Invoices were paid 9 days sooner on average.' }],
});

export const planInput = (
  { name, promise, channels, rivals }: Campaign,
  startAt: string,
  deadlineAt: string,
): Input => ({
  kind: 'campaign',
  goal: `${name}: ${promise}`,
  objective: 'conversion',
  channels,
  competitors: rivals,
  startAt,
  deadlineAt,
  budgetMicroUsd: 2_000_000,
  available: describedAgents().map(({ code, tier }) => ({ code, tier })),
});

export const briefInput = ({ name, promise }: Campaign, week: number, dice: Dice): Input => ({
  goal: `${name}, week ${week + 1}: ${promise}`,
  briefType: 'weekly',
  findings: [
    ...FINDINGS.slice(0, 3 + dice.below(3)).map((text, at) => ({
      section: (['market.trend', 'persona.objection', 'messaging.value_prop'] as const)[at % 3],
      text,
      evidenceIds: [evidenceId(text)],
      confidence: 0.6,
      foundBy: 'RES-003',
    })),
    {
      section: 'channel',
      text: 'Search has intent',
      evidenceIds: [evidenceId('search')],
      confidence: 0.6,
      foundBy: 'RES-011',
      channel: { name: 'google_ads', score: 0.8 },
    },
  ],
});

const SAID = [
  'lost my invoices and I hate it',
  'is wonderful, an amazing support team',
  'raised its prices again without a word',
  'sends reminders that clients even thank me for',
] as const;

export const signalInput = (rivals: readonly string[], number: number, detectedAt: string, dice: Dice): Input => {
  const about = dice.isWithin(0.5) ? COMPANY.name : (dice.of(rivals).split('.')[0] ?? COMPANY.name);
  const said = dice.of(SAID);
  return {
    signal: {
      type: 'post',
      source: 'x.example',
      headline: `${about} ${said}`,
      content: `Post ${number}: I have used ${about} for ${1 + dice.below(30)} months now and it ${said}. ${dice.of(FINDINGS)}`,
      author: { name: `Author ${number}`, followers: dice.below(50_000) },
      detectedAt,
    },
    brand: { name: COMPANY.name, domain: 'tally.example' },
    keywords: ['invoices', 'late payment'],
  };
};
