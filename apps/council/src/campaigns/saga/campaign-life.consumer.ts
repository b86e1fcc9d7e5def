import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Operations } from '@raptor/agent-kit';
import {
  ActivateCampaign,
  CancelCampaign,
  CompleteCampaign,
  PauseCampaign,
  PlanCampaign,
  ResumeCampaign,
  type CampaignResponse,
} from '@raptor/contracts';
import { OnQuery, RaptorBusContext } from '@raptor/raptor-bus';
import { CampaignLife } from './campaign-life.service';
import type { CampaignDeed } from './life';

@Controller()
export class CampaignLifeConsumer {
  constructor(
    private readonly operations: Operations,
    private readonly life: CampaignLife,
  ) {}

  @OnQuery(PlanCampaign)
  plan(@Payload() asked: PlanCampaign, @Ctx() context: RaptorBusContext): Promise<CampaignResponse> {
    return this.act('plan', asked, context);
  }

  @OnQuery(ActivateCampaign)
  activate(@Payload() asked: ActivateCampaign, @Ctx() context: RaptorBusContext): Promise<CampaignResponse> {
    return this.act('activate', asked, context);
  }

  @OnQuery(PauseCampaign)
  pause(@Payload() asked: PauseCampaign, @Ctx() context: RaptorBusContext): Promise<CampaignResponse> {
    return this.act('pause', asked, context);
  }

  @OnQuery(ResumeCampaign)
  resume(@Payload() asked: ResumeCampaign, @Ctx() context: RaptorBusContext): Promise<CampaignResponse> {
    return this.act('resume', asked, context);
  }

  @OnQuery(CompleteCampaign)
  complete(@Payload() asked: CompleteCampaign, @Ctx() context: RaptorBusContext): Promise<CampaignResponse> {
    return this.act('complete', asked, context);
  }

  @OnQuery(CancelCampaign)
  cancel(@Payload() asked: CancelCampaign, @Ctx() context: RaptorBusContext): Promise<CampaignResponse> {
    return this.act('cancel', asked, context);
  }

  private act(deed: CampaignDeed, { id }: { id: string }, context: RaptorBusContext): Promise<CampaignResponse> {
    return this.operations.change(context, (tx) => this.life.act(tx, deed, id));
  }
}
