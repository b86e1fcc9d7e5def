import { Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { ROW_ID } from '../row-id';

/** Lets an approved campaign out: its moves run on their days. Answered with the CampaignResponse. */
@RaptorMessage({ kind: 'query', name: 'council.campaign.activate', version: 1, channel: 'addressed', role: 'operator' })
export class ActivateCampaign {
  @Matches(ROW_ID) id!: string;
}
