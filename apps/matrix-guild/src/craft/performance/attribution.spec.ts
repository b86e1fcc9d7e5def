import { attribute, ATTRIBUTION_MODELS, type Journey } from './attribution';

const JOURNEYS: readonly Journey[] = [
  { touches: ['social', 'search', 'email'], converted: true, times: 10 },
  { touches: ['search'], converted: true, times: 5 },
  { touches: ['social', 'display'], converted: false, times: 30 },
];

const shares = (journeys: readonly Journey[], model: (typeof ATTRIBUTION_MODELS)[number]) =>
  Object.fromEntries(attribute(journeys, model));

describe('attribution', () => {
  it.each(ATTRIBUTION_MODELS)('by %s adds up to the conversions there were', (model) => {
    const sum = [...attribute(JOURNEYS, model).values()].reduce((total, share) => total + share, 0);
    expect(sum).toBeCloseTo(15, 9);
  });

  it('gives the ends what their model says', () => {
    expect(shares(JOURNEYS, 'last_touch')).toMatchObject({ email: 10, search: 5, social: 0, display: 0 });
    expect(shares(JOURNEYS, 'first_touch')).toMatchObject({ social: 10, search: 5, email: 0 });
    expect(shares(JOURNEYS, 'position_based')).toMatchObject({ social: 4, search: 7, email: 4 });
  });

  it('gives nothing to a channel without which nothing would be lost', () => {
    expect(shares(JOURNEYS, 'markov').display).toBe(0);
  });

  it('by removal is what the chain of a worked example gives', () => {
    // C1 -> C2 -> C3 -> conversion; C1 -> nowhere; C2 -> C3 -> nowhere: removing C1 halves, C2 and C3 take all.
    const journeys = [
      { touches: ['C1', 'C2', 'C3'], converted: true, times: 1 },
      { touches: ['C1'], converted: false, times: 1 },
      { touches: ['C2', 'C3'], converted: false, times: 1 },
    ];
    const owed = attribute(journeys, 'markov');
    expect(owed.get('C1')).toBeCloseTo(0.2, 9);
    expect(owed.get('C2')).toBeCloseTo(0.4, 9);
    expect(owed.get('C3')).toBeCloseTo(0.4, 9);
  });

  it('comes to an end for journeys in circles', () => {
    const circles = [
      { touches: ['a', 'b', 'a', 'b', 'a'], converted: true, times: 1 },
      { touches: ['b'], converted: false, times: 9 },
    ];
    expect([...attribute(circles, 'markov').values()].every(Number.isFinite)).toBe(true);
  });

  it('of nothing is nothing', () => {
    expect(attribute([], 'markov').size).toBe(0);
    expect(attribute([{ touches: [], converted: true, times: 4 }], 'linear').size).toBe(0);
  });
});
