import type { FieldProblem } from '@raptor/contracts';
import type { CohortEntity } from './cohort.entity';

/** Shares are written with a few decimals: so much may be missing or too much. The database holds to the same. */
const ROUNDING = 0.001;

export function problemsOfCohort({
  decisionCriteria = [],
  journeyDistribution = {},
}: Partial<CohortEntity>): FieldProblem[] {
  const weights = decisionCriteria.map(({ weight }) => weight);
  const shares = Object.values(journeyDistribution);
  return [
    ...problemOfSum('decision_criteria', 'weights', weights),
    ...problemOfSum('journey_distribution', 'shares', shares),
  ];
}

function problemOfSum(field: string, what: string, parts: readonly number[]): FieldProblem[] {
  const sum = parts.reduce((total, part) => total + part, 0);
  if (parts.length === 0 || Math.abs(sum - 1) <= ROUNDING) return [];
  return [{ field, message: `has ${what} that sum to ${Number(sum.toFixed(6))}, not to 1` }];
}
