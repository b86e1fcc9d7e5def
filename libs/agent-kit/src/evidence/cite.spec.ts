import { CitedEvidence } from '@raptor/contracts';
import { validateSync } from 'class-validator';
import { cite, excerptOf } from './cite';
import { contentHashOf, identify } from './identify';

const aPage = (text: string, more: object = {}) =>
  identify<'page'>('research', {
    kind: 'page',
    source: 'pages',
    url: 'https://tally.example/',
    title: 'Tally',
    text,
    data: { headings: [], links: [], blocks: [text], tables: [], structured: [] },
    seenAt: '2026-03-03T10:00:00.000Z',
    tainted: true,
    ...more,
  });

describe('an excerpt', () => {
  const long = `${'Before it. '.repeat(500)}Invoices are paid\n  twice as fast. ${'After it. '.repeat(500)}`;

  it('is the passage around a quote, whatever its white space and capitals', () => {
    const excerpt = excerptOf(long, 'invoices are  PAID twice');
    expect(excerpt).toContain('Invoices are paid\n  twice as fast.');
    expect(excerpt.length).toBeLessThanOrEqual(1_000);
    expect(excerpt).toMatch(/^(?:Before|it)/);
  });

  it.each([
    ['without a quote', undefined],
    ['with a quote that does not occur', 'nobody said so'],
    ['with a quote that looks like a pattern', '.*(x+)+['],
    ['with an empty quote', '  '],
  ])('is the beginning %s', (_how, quote) => {
    expect(excerptOf(long, quote)).toBe(long.slice(0, 1_000).trimEnd());
  });

  it('is all of a short text', () => {
    expect(excerptOf('Ten dollars.', 'dollars')).toBe('Ten dollars.');
  });

  it('has its quote in it, also at the end and when it is as long as an excerpt', () => {
    const text = `${'x '.repeat(2_000)}the end`;
    expect(excerptOf(text, 'the end')).toMatch(/the end$/);
    const quote = 'y'.repeat(1_000);
    expect(excerptOf(`${'x '.repeat(2_000)}${quote} z`, quote)).toBe(quote);
  });

  it('cuts no character in half', () => {
    const excerpt = excerptOf('\u{1f600}'.repeat(600), undefined, 999);
    expect(excerpt).toBe('\u{1f600}'.repeat(499));
  });
});

describe('cited evidence', () => {
  it('is what messages may carry', () => {
    const cited = cite(aPage('Ten dollars a month.'), 'ten dollars');
    expect(cited).toBeInstanceOf(CitedEvidence);
    expect(validateSync(cited)).toEqual([]);
    expect(cited).toMatchObject({ source: 'pages', url: 'https://tally.example/', title: 'Tally', tainted: true });
  });

  it.each([
    ['an endless title', aPage('x', { title: 't'.repeat(5_000) })],
    ['no title', aPage('x', { title: '   ' })],
    ['an endless address', aPage('x', { url: `https://tally.example/${'x'.repeat(4_000)}` })],
    ['an endless text', aPage('\u{1f600}'.repeat(30_000))],
    ['nothing to say', aPage('')],
  ])('is so with %s', (_what, page) => {
    expect(validateSync(cite(page))).toEqual([]);
  });
});

describe('the id of evidence', () => {
  it('is that of its content and its guild, whenever it is read', () => {
    const page = aPage('same');
    expect(page.id).toBe(`research:${page.contentHash}`);
    expect(aPage('same', { seenAt: '2026-03-04T10:00:00.000Z' }).id).toBe(page.id);
    expect(aPage('other').id).not.toBe(page.id);
    expect(aPage('same', { url: 'https://other.example/' }).id).not.toBe(page.id);
  });

  it('does not depend on the order in which fields were written', () => {
    const rows = (data: readonly Record<string, unknown>[]) =>
      contentHashOf({ kind: 'rows', source: 'rows.a', text: '', data, seenAt: '', tainted: false });
    expect(rows([{ a: 1, b: { c: 2, d: 3 } }])).toBe(rows([{ b: { d: 3, c: 2 }, a: 1 }]));
    expect(rows([{ a: 1 }, { a: 2 }])).not.toBe(rows([{ a: 2 }, { a: 1 }]));
  });
});
