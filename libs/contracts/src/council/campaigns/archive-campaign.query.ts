import { Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { ROW_ID } from '../row-id';

/** Answered with nothing. One that is archived stays so. */
@RaptorMessage({ kind: 'query', name: 'council.campaign.archive', version: 1, channel: 'addressed', role: 'operator' })
export class ArchiveCampaign {
  @Matches(ROW_ID) id!: string;
}
