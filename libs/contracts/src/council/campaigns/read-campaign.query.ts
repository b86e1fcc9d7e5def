import { Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { ROW_ID } from '../row-id';

/** Answered with a CampaignResponse. */
@RaptorMessage({ kind: 'query', name: 'council.campaign.read', version: 1, channel: 'addressed', role: 'viewer' })
export class ReadCampaign {
  @Matches(ROW_ID) id!: string;
}
