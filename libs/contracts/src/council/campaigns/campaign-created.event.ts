import { IsIn, IsUUID, Length } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { OBJECTIVE_TYPES, type ObjectiveType } from './campaign-words';

/** A workspace has a new campaign, which is being planned. Sent with the transaction that made it. */
@RaptorMessage({
  kind: 'event',
  name: 'council.campaign.created',
  version: 1,
  channel: 'sys.state.update',
  readers: ['gateway'],
})
export class CampaignCreated {
  @IsUUID() campaignId!: string;
  @Length(1, 400) name!: string;
  @IsIn(OBJECTIVE_TYPES) objectiveType!: ObjectiveType;
}
