import { Controller } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  ActivateCampaign,
  CampaignResponse,
  CancelCampaign,
  CompleteCampaign,
  PauseCampaign,
  PlanCampaign,
  ResumeCampaign,
} from '@raptor/contracts';
import { ApiPost } from '../api/operation';
import { Owners } from '../api/owners';
import { ApiIds, Id } from '../api/params';

const ANSWER = { answers: CampaignResponse, status: 200, problems: [409] } as const;

/** The course of a campaign: having it planned, letting it run, holding and ending it. */
@ApiTags('campaigns')
@Controller('campaigns/:id')
export class CampaignCourseController {
  constructor(private readonly owners: Owners) {}

  @ApiPost('generate-brief', {
    id: 'generateCampaignBrief',
    summary: 'Have the council begin with a campaign: research, brief, plan, drafts and their checks',
    description: 'It needs a `source`. One that has begun stays as it is.',
    asks: PlanCampaign,
    ...ANSWER,
  })
  @ApiIds('id')
  plan(@Id() id: string): Promise<CampaignResponse> {
    return this.owners.ask(PlanCampaign, { id });
  }

  @ApiPost('activate', {
    id: 'activateCampaign',
    summary: 'Let a campaign run whose assets are approved',
    asks: ActivateCampaign,
    ...ANSWER,
  })
  @ApiIds('id')
  activate(@Id() id: string): Promise<CampaignResponse> {
    return this.owners.ask(ActivateCampaign, { id });
  }

  @ApiPost('pause', {
    id: 'pauseCampaign',
    summary: 'Hold a campaign: nothing new is begun for it',
    asks: PauseCampaign,
    ...ANSWER,
  })
  @ApiIds('id')
  pause(@Id() id: string): Promise<CampaignResponse> {
    return this.owners.ask(PauseCampaign, { id });
  }

  @ApiPost('resume', {
    id: 'resumeCampaign',
    summary: 'Go on with a campaign that is paused',
    asks: ResumeCampaign,
    ...ANSWER,
  })
  @ApiIds('id')
  resume(@Id() id: string): Promise<CampaignResponse> {
    return this.owners.ask(ResumeCampaign, { id });
  }

  @ApiPost('complete', {
    id: 'completeCampaign',
    summary: 'End a campaign that ran; what it teaches is learnt next',
    asks: CompleteCampaign,
    ...ANSWER,
  })
  @ApiIds('id')
  complete(@Id() id: string): Promise<CampaignResponse> {
    return this.owners.ask(CompleteCampaign, { id });
  }

  @ApiPost('cancel', {
    id: 'cancelCampaign',
    summary: 'Give a campaign up, for good',
    asks: CancelCampaign,
    ...ANSWER,
  })
  @ApiIds('id')
  cancel(@Id() id: string): Promise<CampaignResponse> {
    return this.owners.ask(CancelCampaign, { id });
  }
}
