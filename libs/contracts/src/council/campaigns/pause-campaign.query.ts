import { Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { ROW_ID } from '../row-id';

/** Holds a campaign where it is; answered with the CampaignResponse. What agents are at is finished and kept. */
@RaptorMessage({ kind: 'query', name: 'council.campaign.pause', version: 1, channel: 'addressed', role: 'operator' })
export class PauseCampaign {
  @Matches(ROW_ID) id!: string;
}
