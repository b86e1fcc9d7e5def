import type { Sample } from '@raptor/agent-kit';
import { sampleProof } from '../sample-proof';
import type { headlineAnswer, headlineTask } from './muse-001.schema';

type HeadlineSample = Sample<typeof headlineTask, typeof headlineAnswer>;

const fits =
  (maxLength: number) =>
  ({ headlines }: { readonly headlines: readonly { readonly text: string }[] }): boolean =>
    headlines.length >= 5 && headlines.every(({ text }) => [...text].length <= maxLength);

export const headlineSamples: readonly HeadlineSample[] = [
  {
    name: 'an accounting tool for freelancers, with proof',
    input: {
      product: 'Tally',
      audience: 'freelancers',
      promise: 'invoices paid sooner',
      maxLength: 60,
      tone: ['friendly', 'plain'],
      proofPoints: [sampleProof('Paid 9 days sooner on average')],
    },
    expect: (answer) =>
      fits(60)(answer) &&
      answer.headlines.some(({ text }) => /paid|invoice/i.test(text)) &&
      answer.headlines.filter(({ text }) => text.includes('9')).every(({ evidenceIds }) => evidenceIds.length === 1),
  },
  {
    name: 'a search ad with thirty characters and banned words',
    input: {
      product: 'Brot & Co',
      audience: 'early risers',
      promise: 'cheap rolls by six',
      maxLength: 32,
      lexicon: { banned: ['try', 'get'], preferred: [{ insteadOf: 'cheap', say: 'fresh' }] },
      count: 5,
    },
    expect: (answer) => fits(32)(answer) && answer.headlines.every(({ text }) => !/\b(?:cheap|get|try)\b/i.test(text)),
  },
  {
    name: 'a formal service whose name of a standard is required',
    input: {
      product: 'Granite',
      audience: 'plant managers',
      promise: 'plan maintenance before machines stop',
      maxLength: 90,
      tone: ['formal', 'authoritative'],
      lexicon: { required: ['ISO 55001'] },
      proofPoints: [sampleProof('120 plants plan their maintenance with us')],
      earlier: ['Plan maintenance before machines stop'],
    },
    expect: (answer) =>
      fits(90)(answer) &&
      answer.headlines.some(({ text }) => text.includes('ISO 55001')) &&
      answer.headlines.every(({ text }) => text !== 'Plan maintenance before machines stop'),
  },
  {
    name: 'German, where only the brief’s own words are used',
    input: {
      product: 'Schnell',
      audience: 'Handwerker',
      promise: 'Angebote in einer Minute',
      language: 'de',
      maxLength: 50,
      count: 5,
    },
    expect: (answer) =>
      fits(50)(answer) && answer.headlines.every(({ text }) => !/\b(?:get|for|with|how|meet)\b/i.test(text)),
  },
];
