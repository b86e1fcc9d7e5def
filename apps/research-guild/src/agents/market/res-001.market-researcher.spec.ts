import { marketResearcher } from './res-001.market-researcher.agent';
import { marketFloor } from './res-001.floor';
import { marketSamples } from './res-001.samples';
import { marketTask } from './res-001.schema';

const [sized, uncounted] = marketSamples;
const taskOf = (sample = sized) => marketTask.parse(sample?.input);
const answerOf = (sample = sized) => marketFloor(taskOf(sample), sample?.evidence ?? { items: [], lacking: [] });

describe('the Market Researcher', () => {
  it('works out a size from a count and a price, and says both', () => {
    const { tam, assumptions } = answerOf();
    expect(tam).toMatchObject({ value: 453_600_000, unit: 'USD a year', method: 'bottom-up' });
    expect(tam?.evidenceIds).toHaveLength(2);
    expect(assumptions.map(({ text }) => text)).toEqual([
      '4,200,000 freelancers: "There are 4.2 million freelancers in the US."',
      'The cheapest offer that was read costs 108.00 USD a year ("From $9 per month.").',
    ]);
  });

  it('does not take a seller’s own customers for a market, and says what it does not know', () => {
    const { tam, questions } = answerOf(uncounted);
    expect(tam).toBeNull();
    expect(questions[0]).toMatch('no page that was read says how many buy it');
  });

  it('refuses an answer in which a figure was changed or made up', () => {
    const [right, evidence] = [answerOf(), sized?.evidence ?? { items: [], lacking: [] }];
    const check = (answer: typeof right) => marketResearcher.check?.(answer, taskOf(), evidence);
    expect(check(right)).toEqual([]);
    expect(check({ ...right, tam: right.tam && { ...right.tam, value: 1 } })).toEqual([
      '"tam" must stay as it was given',
    ]);
    expect(check({ ...right, summary: 'It grows by 17 % a year.' })).toEqual(['17 is not among the facts']);
  });
});
