import { Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { ROW_ID } from '../row-id';
import { AttachCohortRequest } from './campaign-cohort.dto';

/** Answered with a CampaignCohortResponse. */
@RaptorMessage({ kind: 'query', name: 'council.campaign.attach', version: 1, channel: 'addressed', role: 'operator' })
export class AttachCohort extends AttachCohortRequest {
  @Matches(ROW_ID) id!: string;
}
