import { RaptorMessage } from '../../raptor-message';
import { QuoteCampaignRequest } from './campaign-quote.dto';

/** Answered with a CampaignQuoteResponse. */
@RaptorMessage({ kind: 'query', name: 'council.campaign.quote', version: 1, channel: 'addressed', role: 'analyst' })
export class QuoteCampaign extends QuoteCampaignRequest {}
