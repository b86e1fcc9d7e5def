import type { Sample } from '@raptor/agent-kit';
import { sampleProof } from '../sample-proof';
import type { articleAnswer, articleTask } from './muse-009.schema';

type ArticleSample = Sample<typeof articleTask, typeof articleAnswer>;

const shownBy = (excerpt: string, source?: string, url?: string) => ({
  evidenceId: sampleProof(excerpt).evidenceId,
  excerpt,
  ...(source && { source }),
  ...(url && { url }),
});

export const articleSamples: readonly ArticleSample[] = [
  {
    name: 'late payments, from rich material',
    input: {
      topic: 'getting paid on time',
      audience: 'freelancers',
      words: 260,
      tone: ['plain', 'friendly'],
      callToAction: { text: 'Send your next invoice with Tally.', url: 'https://tally.example/start' },
      keyPoints: [
        {
          point: 'Late payment is the rule, not the exception',
          heading: 'Why invoices wait',
          evidence: [
            shownBy(
              'We asked 1,204 freelancers in five countries. Of all invoices, 58% were paid after the due date. The median delay was 12 days. Small clients paid faster than large ones, and nobody could say why their largest client was slow.',
              'the Freelance Payments Survey 2025',
              'https://survey.example/2025',
            ),
          ],
        },
        {
          point: 'A reminder before the due date helps more than one after it',
          heading: 'Remind early',
          evidence: [
            shownBy(
              'Invoices with a reminder three days before the due date were paid 9 days sooner than invoices without. A reminder after the due date shortened the wait by 2 days. The wording made no difference that we could measure.',
              'Tally’s payment records',
            ),
            shownBy(
              'I stopped feeling like a beggar once the reminder went out by itself. Clients even thank me for it.',
              'Ana Reis, Atelier Reis',
            ),
          ],
        },
        {
          point: 'Terms on the invoice are read when they are short',
          heading: 'Say it in one line',
          evidence: [
            shownBy(
              'Terms of one line were repeated correctly by most readers in our interviews. Terms of a paragraph were skipped. The amount, the date and one way to pay is all that people look for.',
              'Studio Norte, interviews with bookkeepers',
              'https://norte.example/interviews',
            ),
          ],
        },
      ],
    },
    expect: ({ sections, measures, sources, shortfall, omitted }) =>
      sections.length >= 3 &&
      (measures?.words ?? 0) >= 150 &&
      sources.length >= 3 &&
      omitted.length === 0 &&
      (shortfall === null || shortfall.written < shortfall.wanted),
  },
  {
    name: 'a brief whose material does not carry its length',
    input: {
      topic: 'planned maintenance',
      audience: 'plant managers',
      words: 1200,
      outline: ['What unplanned stops cost', 'How to begin', 'Spare parts'],
      callToAction: { text: 'Ask for a plan for your plant.' },
      lexicon: { banned: ['cutting-edge'], preferred: [{ insteadOf: 'downtime', say: 'standstill' }] },
      keyPoints: [
        {
          point: 'Unplanned downtime costs more than the repair',
          evidence: [
            shownBy(
              'In our plant a stop of one hour costs as much as eleven repairs. We learnt that from the books, not from the machines.',
              'J. Brandt, head of maintenance',
            ),
          ],
        },
        {
          point: 'Our cutting-edge sensors see every fault',
          evidence: [shownBy('The sensors report vibration and heat.')],
        },
        {
          point: 'Plants save 40% in the first year',
          evidence: [shownBy('Several plants reported savings in the first year.')],
        },
        { point: 'Begin with the machine that stops most often', evidence: [] },
      ],
    },
    expect: ({ omitted, shortfall, sections }) =>
      omitted.length === 3 &&
      shortfall !== null &&
      shortfall.written < 400 &&
      !sections.some(({ heading }) => heading === 'Spare parts'),
  },
  {
    name: 'nothing that could be shown',
    input: {
      topic: 'the future of bread',
      audience: 'bakers',
      words: 500,
      callToAction: { text: 'Tell us what you bake.', url: 'https://brot.example/' },
      keyPoints: [{ point: 'Sourdough will win', evidence: [] }],
    },
    expect: ({ sections, sources, omitted, shortfall }) =>
      sections.length === 1 && sources.length === 0 && omitted.length === 1 && shortfall !== null,
  },
];
