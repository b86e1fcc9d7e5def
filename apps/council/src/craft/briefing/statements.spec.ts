import { contentHashOf, contradictionsAmong, joined, type Statement } from './statements';

const id = (digit: string): string => `research:${digit.repeat(64)}`;
const said = (text: string, more: Partial<Statement> = {}): Statement => ({
  section: 'trends',
  text,
  evidenceIds: [id('a')],
  confidence: 0.5,
  ...more,
});

describe('what several have found', () => {
  it('is said once, with everything it rests on, and is likelier for each further witness', () => {
    const both = joined([
      said('Freelancers are paid late by larger clients'),
      said('Freelancers are paid late by larger clients.', { evidenceIds: [id('b')] }),
    ]);
    expect(both).toMatchObject([{ evidenceIds: [id('a'), id('b')], confidence: 0.75 }]);
  });

  it('is no likelier for being said twice of the same page', () => {
    expect(joined([said('Late again'), said('Late again')])).toMatchObject([{ confidence: 0.5 }]);
  });

  it('stays apart where only a number differs, or the section', () => {
    expect(joined([said('38 % are paid late'), said('52 % are paid late')])).toHaveLength(2);
    expect(joined([said('Late'), said('Late', { section: 'risks' })])).toHaveLength(2);
  });
});

describe('figures', () => {
  const figure = (value: number, unit = 'USD') =>
    said(`It is ${value}`, { figure: { of: 'market size', value, unit } });

  it.each([
    ['far apart', [100, 130], 1],
    ['near each other', [100, 120], 0],
    ['equal', [0, 0], 0],
    ['of opposite sign', [-5, 5], 1],
  ])('that are %s', (_what, values, contradictions) => {
    expect(contradictionsAmong(values.map((value) => figure(value)))).toHaveLength(contradictions);
  });

  it('in different units are not compared', () => {
    expect(contradictionsAmong([figure(100), figure(900, 'EUR')])).toEqual([]);
  });
});

describe('the hash of findings', () => {
  const [one, two] = [said('One'), said('Two', { evidenceIds: [id('b'), id('c')] })];

  it('does not change with their order, nor with who found them', () => {
    const elsewhere = { ...one, evidenceIds: [`matrix:${'a'.repeat(64)}`] };
    expect(contentHashOf([two, one])).toBe(contentHashOf([one, two]));
    expect(contentHashOf([elsewhere, two])).toBe(contentHashOf([one, two]));
  });

  it('changes with what is said and what it rests on', () => {
    expect(contentHashOf([one])).not.toBe(contentHashOf([said('one')]));
    expect(contentHashOf([one])).not.toBe(contentHashOf([{ ...one, evidenceIds: [id('d')] }]));
  });
});
