import { IsBoolean, IsOptional, IsUUID } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';

/** The council's own nudge: look at a campaign and do what is to be done next. Told twice, or for nothing, it changes nothing. */
@RaptorMessage({
  kind: 'command',
  name: 'council.campaign.advance',
  version: 1,
  channel: 'sys.council',
  readers: ['council'],
})
export class AdvanceCampaign {
  @IsUUID() campaignId!: string;
  /** Nothing has happened but time. */
  @IsOptional() @IsBoolean() isTimer?: boolean;
}
