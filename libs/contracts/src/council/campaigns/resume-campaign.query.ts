import { Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { ROW_ID } from '../row-id';

/** Goes on with a campaign that was paused; answered with the CampaignResponse. */
@RaptorMessage({ kind: 'query', name: 'council.campaign.resume', version: 1, channel: 'addressed', role: 'operator' })
export class ResumeCampaign {
  @Matches(ROW_ID) id!: string;
}
