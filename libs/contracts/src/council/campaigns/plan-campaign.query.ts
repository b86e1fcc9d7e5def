import { Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { ROW_ID } from '../row-id';

/** Has the council begin with a campaign that nobody has worked on; answered with the CampaignResponse. One that has begun stays as it is. */
@RaptorMessage({ kind: 'query', name: 'council.campaign.plan', version: 1, channel: 'addressed', role: 'operator' })
export class PlanCampaign {
  @Matches(ROW_ID) id!: string;
}
