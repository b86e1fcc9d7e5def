import { IsInt, IsOptional, Matches } from 'class-validator';
import { RaptorMessage } from '../../raptor-message';
import { ROW_ID } from '../row-id';
import { PatchCampaignRequest } from './campaign.dto';

/** Answered with a CampaignResponse. */
@RaptorMessage({ kind: 'query', name: 'council.campaign.change', version: 1, channel: 'addressed', role: 'operator' })
export class ChangeCampaign extends PatchCampaignRequest {
  @Matches(ROW_ID) id!: string;
  /** The version that the change is based on. */
  @IsOptional() @IsInt() if_version?: number;
}
