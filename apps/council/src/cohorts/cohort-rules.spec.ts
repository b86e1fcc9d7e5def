import { problemsOfCohort } from './cohort-rules';

const criteria = (...weights: number[]) => ({
  decisionCriteria: weights.map((weight) => ({ criterion: 'price', weight })),
});

describe('the rules of a cohort', () => {
  it.each([
    ['nothing yet', {}],
    ['no criteria', criteria()],
    ['one criterion', criteria(1)],
    ['thirds, rounded', criteria(0.333, 0.333, 0.333)],
    ['what binary fractions make of tenths', criteria(...Array.from({ length: 10 }, () => 0.1))],
    ['everybody at one stage', { journeyDistribution: { most_aware: 1 } }],
    ['a journey nobody has looked at', { journeyDistribution: {} }],
  ])('take %s', (_what, cohort) => {
    expect(problemsOfCohort(cohort)).toEqual([]);
  });

  it.each([
    ['weights below 1', criteria(0.5, 0.4), 'decision_criteria', 'has weights that sum to 0.9, not to 1'],
    ['weights beyond 1', criteria(0.5, 0.502), 'decision_criteria', 'has weights that sum to 1.002, not to 1'],
    ['weights of nothing', criteria(0, 0), 'decision_criteria', 'has weights that sum to 0, not to 1'],
    [
      'half a journey',
      { journeyDistribution: { unaware: 0.25, most_aware: 0.25 } },
      'journey_distribution',
      'has shares that sum to 0.5, not to 1',
    ],
  ])('do not take %s', (_what, cohort, field, message) => {
    expect(problemsOfCohort(cohort)).toEqual([{ field, message }]);
  });
});
