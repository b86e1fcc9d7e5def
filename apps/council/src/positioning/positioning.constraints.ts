import { fieldMust, noSuchRow, type Constraints } from '../operations/constraints';
import { stateForbids } from '../operations/fields';

export const POSITIONING_CONSTRAINTS: Constraints = {
  positioning_workspace_id_cohort_id_fkey: noSuchRow('cohort_id'),
  positioning_active_key: () => stateForbids('Another positioning of its cohort has become active', 'is_active'),
  positioning_for_whom_check: fieldMust('for_whom', 'must have something to read'),
  positioning_confidence_check: fieldMust('confidence', 'must be from 0 to 1'),
};

export const MESSAGES_CONSTRAINTS: Constraints = {
  message_architecture_primary_claim_check: fieldMust('primary_claim', 'must have something to read'),
  message_architecture_proof_points_check: fieldMust('proof_points', 'must each name the evidence that it rests on'),
};
