import { Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { ROW_ID } from '../row-id';

/** Answered with a CampaignCostsResponse. */
@RaptorMessage({ kind: 'query', name: 'council.campaign.costs', version: 1, channel: 'addressed', role: 'viewer' })
export class ReadCampaignCosts {
  @Matches(ROW_ID) id!: string;
}
