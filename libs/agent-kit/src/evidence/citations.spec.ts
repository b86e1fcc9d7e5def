import { citationProblems, occursIn, repeatedEntries } from './citations';

const page = { id: `research:${'a'.repeat(64)}`, text: 'Invoices in one click.\n  Paid  in 9 days.' };
const other = { id: `research:${'b'.repeat(64)}`, text: 'For freelancers' };
const unknown = `research:${'c'.repeat(64)}`;

describe('a quote', () => {
  it.each([
    ['Paid in 9 days.', true],
    ['one click. Paid', true],
    ['paid in 9 days', false],
    ['Paid in 10 days', false],
    ['  ', false],
  ])('%s: stands in the text word for word: %s', (quote, found) => expect(occursIn(quote, page.text)).toBe(found));
});

describe('citations of an answer', () => {
  it('are right when ids are known and quotes stand where they say', () => {
    const answer = {
      claims: [{ quote: 'Invoices in one click.', evidenceId: page.id }],
      both: { quote: 'For freelancers', evidenceIds: [page.id, other.id] },
      quote: 'a field of that name alone is no citation',
    };
    expect(citationProblems(answer, [page, other])).toEqual([]);
  });

  it('are wrong when an id is unknown, wherever it stands, said once', () => {
    const problems = citationProblems({ a: [{ b: unknown }], c: unknown }, [page]);
    expect(problems).toEqual([`There is no evidence ${unknown}: cite only ids you were given`]);
  });

  it('are wrong when the words stand elsewhere', () => {
    const answer = { claims: [{ quote: 'For freelancers', evidenceId: page.id }] };
    expect(citationProblems(answer, [page, other])).toEqual([`"For freelancers" is not in ${page.id} word for word`]);
  });
});

describe('repeated entries', () => {
  it('are found in lists of texts and of objects, at any depth', () => {
    expect(repeatedEntries({ a: ['x', 'y', 'x'], b: { c: [{ d: 1 }, { d: 1 }] } })).toEqual([
      'a says the same twice (entry 3)',
      'b.c says the same twice (entry 2)',
    ]);
  });

  it('are none in series of numbers and rows of cells', () => {
    expect(repeatedEntries({ series: [1, 1], table: [['✓'], ['✓']] })).toEqual([]);
  });
});
