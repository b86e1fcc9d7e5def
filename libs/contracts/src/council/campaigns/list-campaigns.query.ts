import { RaptorMessage } from '../../raptor-message';
import { CampaignListQuery } from './campaign.dto';

/** Answered with a CampaignPage. */
@RaptorMessage({ kind: 'query', name: 'council.campaigns.list', version: 1, channel: 'addressed', role: 'viewer' })
export class ListCampaigns extends CampaignListQuery {}
