import { Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { ROW_ID } from '../row-id';

/** Ends a campaign for good: nothing more is done or published. Answered with the CampaignResponse. */
@RaptorMessage({ kind: 'query', name: 'council.campaign.cancel', version: 1, channel: 'addressed', role: 'operator' })
export class CancelCampaign {
  @Matches(ROW_ID) id!: string;
}
