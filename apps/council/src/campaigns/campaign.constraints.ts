import { fieldMust, noSuchRow, type Constraints } from '../operations/constraints';
import { nameTaken, stateForbids } from '../operations/fields';

export const CAMPAIGN_CONSTRAINTS: Constraints = {
  campaigns_workspace_id_name_key: nameTaken,
  campaigns_workspace_id_positioning_id_fkey: noSuchRow('positioning_id'),
  campaigns_name_check: fieldMust('name', 'must have something to read'),
  campaigns_objective_type_check: fieldMust('objective_type', 'is none of those that there are'),
  campaigns_target_value_check: fieldMust('target_value', 'must be more than 0'),
  campaigns_objective_check: fieldMust('objective_metric', 'must say what target_value counts'),
  campaigns_channels_check: fieldMust('channels', 'has too many'),
  campaigns_media_budget_micro_usd_check: fieldMust('media_budget_micro_usd', 'must not be less than 0'),
  campaigns_run_budget_micro_usd_check: fieldMust('run_budget_micro_usd', 'must not be less than 0'),
  campaigns_on_budget_check: fieldMust('on_budget', 'is none of those that there are'),
  campaigns_dates_check: fieldMust('end_date', 'must not be before start_date'),
};

export const CAMPAIGN_COHORT_CONSTRAINTS: Constraints = {
  campaign_cohorts_workspace_id_campaign_id_cohort_id_key: () => stateForbids('It is attached already', 'cohort_id'),
  campaign_cohorts_workspace_id_cohort_id_fkey: noSuchRow('cohort_id'),
  campaign_cohorts_priority_rank_check: fieldMust('priority_rank', 'must be 1 or more'),
  campaign_cohorts_allocation_percentage_check: fieldMust('allocation_percentage', 'must be above 0, and 100 at most'),
  campaign_cohorts_estimated_reach_check: fieldMust('estimated_reach', 'must not be less than 0'),
  campaign_cohorts_conversion_rate_check: fieldMust('conversion_rate', 'must be from 0 to 1'),
};
