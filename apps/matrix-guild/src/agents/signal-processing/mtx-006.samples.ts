import { createHash } from 'node:crypto';
import type { Evidence } from '@raptor/agent-kit';
import { simhashOf } from '../../craft/signals/simhash';

const NOW = '2026-03-02T12:00:00.000Z';
const BRAND = { name: 'Tally', domain: 'tally.example' };

interface Known {
  readonly headline: string;
  readonly content: string;
  readonly hoursAgo: number;
}

/** What the guild's tables would have shown. */
export function noticedBefore(signals: readonly Known[]): Evidence {
  const rows = {
    competitors: [{ name: 'Northwind Books', domain: 'northwind.example' }],
    signals: signals.map(({ headline, content, hoursAgo }, index) => {
      const text = `${headline}\n${content}`;
      return {
        id: `0198c3a0-0000-7000-8000-${String(index).padStart(12, '0')}`,
        contentHash: createHash('sha256').update(text).digest('hex'),
        simhash: simhashOf(text),
        detectedAt: new Date(Date.parse(NOW) - hoursAgo * 3_600_000).toISOString(),
      };
    }),
  };
  return {
    lacking: [],
    items: Object.entries(rows).map(([reader, data]) => {
      const text = JSON.stringify(data);
      const contentHash = createHash('sha256').update(text).digest('hex');
      return {
        kind: 'rows',
        id: `matrix:${contentHash}`,
        source: `rows.${reader}`,
        text,
        data,
        contentHash,
        seenAt: NOW,
        tainted: false,
      };
    }),
  };
}

const outrage = {
  headline: 'Tally lost my invoices',
  content:
    'Tally is the worst, most horrible product I have ever paid for. It lost my invoices. I hate it, what a disgusting scam!',
};

export const signalSamples = [
  {
    name: 'an angry customer',
    input: {
      signal: {
        type: 'post' as const,
        source: 'x.example',
        ...outrage,
        author: { name: 'Dana', followers: 1_200 },
        detectedAt: NOW,
      },
      brand: BRAND,
      keywords: ['invoices', 'late payment'],
    },
    evidence: noticedBefore([]),
    expect: (answer: { route: string; sentiment: number | null; mentions: readonly { kind: string }[] }) =>
      answer.route === 'crisis' &&
      (answer.sentiment ?? 0) < -0.8 &&
      answer.mentions.some(({ kind }) => kind === 'brand'),
  },
  {
    name: 'the same complaint once more',
    input: {
      signal: { type: 'post' as const, source: 'x.example', ...outrage, detectedAt: NOW },
      brand: BRAND,
    },
    evidence: noticedBefore([{ ...outrage, hoursAgo: 5 }]),
    expect: (answer: { route: string; duplicateOf: string | null }) =>
      answer.route === 'archive' && answer.duplicateOf !== null,
  },
  {
    name: 'praise by somebody many listen to',
    input: {
      signal: {
        type: 'review' as const,
        source: 'reviews.example',
        headline: 'Tally is wonderful',
        content:
          'Absolutely love Tally! Amazing support, a wonderful product, the best decision we made. So much happier than with Northwind Books.',
        author: { name: 'Kim', followers: 48_000, isVerified: true },
        detectedAt: NOW,
      },
      brand: BRAND,
      keywords: ['accounting'],
    },
    evidence: noticedBefore([]),
    expect: (answer: { route: string; mentions: readonly { kind: string; name: string }[] }) =>
      answer.route === 'opportunity' && answer.mentions.some(({ name }) => name === 'Northwind Books'),
  },
  {
    name: 'news about others',
    input: {
      signal: {
        type: 'news' as const,
        source: 'news.example',
        headline: 'Bridge closed after heavy rain',
        content:
          'Two bridges in the harbour district were closed on Monday. Crews worked through the night to clear the drains.',
        detectedAt: NOW,
      },
      brand: BRAND,
      keywords: ['accounting', 'invoices'],
    },
    evidence: noticedBefore([]),
    expect: (answer: { route: string; relevance: number }) => answer.route === 'archive' && answer.relevance === 0,
  },
];
