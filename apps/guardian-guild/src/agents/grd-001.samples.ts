import type { Judgement } from '../craft/verdicts/judge';

const told = { day: '2026-11-23', jurisdictions: ['US'] };
const rulesOf = ({ findings }: Judgement): string[] => findings.map(({ ruleId }) => ruleId);

/** A search ad with nothing against it. */
export const CLEAN_SEARCH_AD = {
  ...told,
  surface: 'responsive_search_ad' as const,
  headlines: ['Invoices Paid Sooner', 'Bookkeeping for Freelancers', 'Tally Sends the Reminders'],
  descriptions: [
    'Send an invoice, and Tally reminds your client until it is paid.',
    'All your receipts, reports and taxes in one calm place.',
  ],
  path1: 'invoices',
  path2: 'reminders',
  finalUrl: 'https://www.tally.example/invoices',
};

/** One ad that passes, and what may be wrong with others. */
export const GOOGLE_ADS_SAMPLES = [
  {
    name: 'a search ad within every limit',
    input: CLEAN_SEARCH_AD,
    expect: (answer: Judgement) => answer.verdict === 'passed' && answer.packVersions.google_ads === '2026-11-23',
  },
  {
    name: 'a headline four characters too long, another one shouting',
    input: {
      ...CLEAN_SEARCH_AD,
      headlines: [...CLEAN_SEARCH_AD.headlines, 'Invoices that are paid much sooner', 'BUY NOW!!'],
    },
    expect: (answer: Judgement) =>
      answer.verdict === 'rejected' &&
      answer.findings.some(({ fix }) => fix.startsWith('Shorten headline 4 by 4 characters: ')) &&
      ['gads.edit.caps.words', 'gads.edit.punct.repeated', 'gads.edit.exclaim.headline'].every((rule) =>
        rulesOf(answer).includes(rule),
      ),
  },
  {
    name: 'a Japanese headline whose characters count twice',
    input: { ...CLEAN_SEARCH_AD, headlines: [...CLEAN_SEARCH_AD.headlines, '速いランニングシューズの公式通販'] },
    expect: (answer: Judgement) =>
      answer.verdict === 'rejected' &&
      answer.findings.some(
        ({ ruleId, observed, limit }) => ruleId === 'gads.rsa.headlines.width' && observed === 32 && limit === 30,
      ),
  },
  {
    name: 'a search ad that only asks people to click here',
    input: { ...CLEAN_SEARCH_AD, descriptions: [...CLEAN_SEARCH_AD.descriptions, 'Click here for our templates'] },
    expect: (answer: Judgement) =>
      answer.verdict === 'needs_review' && rulesOf(answer).join() === 'gads.edit.cta.generic',
  },
  {
    name: 'Performance Max under a name that is neither verified nor the domain’s, with images too small',
    input: {
      ...CLEAN_SEARCH_AD,
      surface: 'performance_max' as const,
      longHeadlines: ['Invoices that remind your clients by themselves'],
      descriptions: ['Reminders that send themselves.', 'Receipts, reports and taxes in one calm place.'],
      headlines: ['Paid Sooner', 'Bookkeeping for Freelancers', 'Tally Sends the Reminders'],
      businessName: 'Acme Best Deals',
      images: [
        { width: 600, height: 314, kilobytes: 80 },
        { width: 200, height: 200, kilobytes: 30 },
        { width: 128, height: 128, kilobytes: 10, isLogo: true },
      ],
    },
    expect: (answer: Judgement) =>
      answer.verdict === 'rejected' &&
      ['gads.pmax.business_name.identity', 'gads.pmax.business_name.promotional', 'gads.pmax.images.square_side'].every(
        (rule) => rulesOf(answer).includes(rule),
      ) &&
      rulesOf(answer).length === 3,
  },
];
