import { RaptorMessage } from '../../raptor-message';
import { CreateCampaignRequest } from './campaign.dto';

/** Answered with a CampaignResponse as soon as the campaign and its announcement are committed. */
@RaptorMessage({ kind: 'query', name: 'council.campaign.create', version: 1, channel: 'addressed', role: 'operator' })
export class CreateCampaign extends CreateCampaignRequest {}
