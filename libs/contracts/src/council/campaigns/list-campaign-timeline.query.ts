import { Matches } from 'class-validator';
import { PageQuery } from '../../api/page.dto';
import { RaptorMessage } from '../../raptor-message';
import { ROW_ID } from '../row-id';

/** Answered with a TimelinePage. */
@RaptorMessage({ kind: 'query', name: 'council.campaign.timeline', version: 1, channel: 'addressed', role: 'viewer' })
export class ListCampaignTimeline extends PageQuery {
  @Matches(ROW_ID) id!: string;
}
