import { IsIn, IsOptional, IsUUID, Length } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';

/** A campaign has ended, well or not. Said once. */
@RaptorMessage({
  kind: 'event',
  name: 'council.campaign.completed',
  version: 1,
  channel: 'sys.state.update',
  readers: ['gateway'],
})
export class CampaignCompleted {
  @IsUUID() campaignId!: string;
  @IsIn(['completed', 'failed', 'cancelled']) status!: 'completed' | 'failed' | 'cancelled';
  @IsOptional() @Length(1, 2_000) reason?: string;
}
