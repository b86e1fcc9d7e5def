import { fieldMust, type Constraints } from '../operations/constraints';
import { nameTaken, stateForbids } from '../operations/fields';

export const COHORT_CONSTRAINTS: Constraints = {
  cohorts_workspace_id_name_key: nameTaken,
  cohorts_name_check: fieldMust('name', 'must have something to read'),
  cohorts_decision_criteria_check: fieldMust('decision_criteria', 'must have weights that sum to 1'),
  cohorts_journey_distribution_check: fieldMust('journey_distribution', 'must have shares that sum to 1'),
  cohorts_health_score_check: fieldMust('health_score', 'must be from 0 to 1'),
};

const inUse = () => stateForbids('A campaign speaks to this cohort, or says what was written for it: it stays');

/** Of the rows that keep a cohort from going. */
export const COHORT_DELETION_CONSTRAINTS: Constraints = {
  campaign_cohorts_workspace_id_cohort_id_fkey: inUse,
  campaigns_workspace_id_positioning_id_fkey: inUse,
};
