import type { Evidence, PageEvidence } from '@raptor/agent-kit';
import { researchAgents } from '.';
import { samplePage } from './sample-evidence';

/** Always the same numbers for a seed (mulberry32). */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const LINES = [
  '# Prices',
  '## Free',
  '## Pro',
  '### Team',
  'Free',
  'Custom',
  'Contact sales',
  '$12',
  '$12',
  'per user / month',
  '€1.299,00 pro Jahr',
  '12 kr',
  '¥900 / month',
  '$99999999999999',
  '$5 million raised by 12 investors',
  '| Plan | Pro | Free | ',
  '| Price per month | $9 | €0 | ✓',
  '| Seats | | unlimited | –',
  '| x',
  'Save 20% annually! Was $99, now $49 per month, billed annually.',
  'Trusted by 4,000 teams and freelancers. “It is the best tool that I have used.” — Ana Reis',
  'Most popular',
  'Best for teams and 3 people, for businesses',
  '12',
  '٣٤ $',
  '\u202e$1',
  'a'.repeat(700),
  `Only today: ${'we guarantee more than anybody else, '.repeat(20)}$3 per week.`,
  '[Start free trial](/signup)',
  '[Pricing](/pricing)',
  '[Über uns](/%C3%BCber-uns)',
  '[x](/%E0%A4%A)',
  'Built for busy clinics',
  'SOC 2, ISO 27001, GDPR',
  'Unlike others we cut costs by 40% in 3 days?',
  '👩🏽‍🚀 Fast',
  '. . .',
  '$',
  '/month',
  'Everything in Pro, plus:',
  '"quoted"',
];

const strangePage = (seed: number, path: string): PageEvidence => {
  const next = random(seed);
  const shows = Array.from(
    { length: 5 + Math.floor(next() * 60) },
    () => LINES[Math.floor(next() * LINES.length)] as string,
  );
  return samplePage({
    url: `https://acme.example/${path}`,
    ...(next() < 0.3 && { language: 'de' }),
    title: 'Acme | “Tools”',
    shows,
  });
};

const COMPANY = {
  name: 'Tally',
  offer: 'Fast invoices with support',
  audience: 'teams',
  price: { amount: 12, currency: 'USD', period: 'month' },
  trust: ['GDPR'],
};
const INPUTS: Readonly<Record<string, unknown>> = {
  'RES-002': { competitors: [{ domain: 'acme.example' }, { domain: 'gone.example' }], company: COMPANY },
  'RES-010': { sellers: [{ domain: 'acme.example' }, { domain: 'gone.example' }] },
};

describe.each(researchAgents.filter(({ code }) => INPUTS[code]))(
  '$code on pages that nobody has thought of',
  (agent) => {
    it.each(Array.from({ length: 40 }, (_, seed) => seed + 1))(
      'has an answer that passes its own check (%i)',
      (seed) => {
        const items = [strangePage(seed, ''), strangePage(seed + 1_000, 'pricing'), strangePage(seed + 2_000, 'about')];
        const evidence: Evidence = { items, lacking: [] };
        const task = agent.input.parse(INPUTS[agent.code]);
        const floor = agent.floor(task, evidence);
        expect(agent.output.parse(floor)).toEqual(floor);
        expect(agent.check?.(floor, task, evidence)).toEqual([]);
        expect(agent.finish?.(floor, task, evidence)).toEqual(floor);
      },
    );
  },
);
