import { citedIn, mentionedIds, uncitable } from './cited-ids';

const [one, two] = ['1', '2'].map((digit) => `research:${digit.repeat(64)}`) as [string, string];

describe('what an answer cites', () => {
  it('is found wherever it stands, with what is quoted of it', () => {
    const answer = { points: [{ quote: 'so', evidenceId: one }, { evidenceIds: [two, one] }], note: two };
    expect(citedIn(answer)).toEqual([{ id: one, quote: 'so' }, { id: two }]);
  });

  it('is what the field says, also where it is no id', () => {
    expect(citedIn({ claims: [{ evidence_id: 'the website' }] })).toEqual([{ id: 'the website' }]);
  });

  it('must be known to the run', () => {
    const known = new Set([one]);
    expect(uncitable({ a: one }, known)).toEqual([]);
    expect(uncitable({ evidenceId: 'none', b: two }, known)).toEqual([
      'There is no evidence none: cite only ids you were given',
      `There is no evidence ${two}: cite only ids you were given`,
    ]);
  });

  it('may have come with the input', () => {
    expect(mentionedIds({ proofPoints: [{ claim: 'x', evidenceId: one }], evidenceId: 'no id' })).toEqual([one]);
  });
});
