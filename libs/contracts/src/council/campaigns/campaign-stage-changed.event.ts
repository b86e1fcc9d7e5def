import { IsIn, IsOptional, IsUUID, Length } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { CAMPAIGN_STAGES, CAMPAIGN_STATUSES, type CampaignStage, type CampaignStatus } from './campaign-words';

/** The work on a campaign has come to another stage, or its status is another. Sent with the transaction that wrote it down. */
@RaptorMessage({
  kind: 'event',
  name: 'council.campaign.stage_changed',
  version: 1,
  channel: 'sys.state.update',
  readers: ['gateway'],
})
export class CampaignStageChanged {
  @IsUUID() campaignId!: string;
  @IsIn(CAMPAIGN_STATUSES) status!: CampaignStatus;
  @IsIn(CAMPAIGN_STAGES) stage!: CampaignStage;
  /** Why, for people. */
  @IsOptional() @Length(1, 2_000) reason?: string;
}
