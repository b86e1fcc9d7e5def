import { Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { ROW_ID } from '../row-id';

/** Ends an active campaign and has the council learn from it; answered with the CampaignResponse. */
@RaptorMessage({ kind: 'query', name: 'council.campaign.complete', version: 1, channel: 'addressed', role: 'operator' })
export class CompleteCampaign {
  @Matches(ROW_ID) id!: string;
}
