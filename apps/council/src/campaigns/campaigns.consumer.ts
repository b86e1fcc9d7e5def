import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Operations, type PageAnswer } from '@raptor/agent-kit';
import {
  ArchiveCampaign,
  ChangeCampaign,
  CreateCampaign,
  ListCampaigns,
  ReadCampaign,
  type CampaignResponse,
} from '@raptor/contracts';
import { OnQuery, RaptorBusContext } from '@raptor/raptor-bus';
import { withConstraints } from '../operations/constraints';
import { CAMPAIGN_CONSTRAINTS } from './campaign.constraints';
import { CampaignsService } from './campaigns.service';

@Controller()
export class CampaignsConsumer {
  constructor(
    private readonly operations: Operations,
    private readonly campaigns: CampaignsService,
  ) {}

  @OnQuery(ListCampaigns)
  list(@Payload() asked: ListCampaigns, @Ctx() context: RaptorBusContext): Promise<PageAnswer<CampaignResponse>> {
    return this.operations.read(context, (tx) => this.campaigns.list(tx, asked));
  }

  @OnQuery(ReadCampaign)
  read(@Payload() { id }: ReadCampaign, @Ctx() context: RaptorBusContext): Promise<CampaignResponse> {
    return this.operations.read(context, (tx) => this.campaigns.read(tx, id));
  }

  @OnQuery(CreateCampaign)
  create(@Payload() asked: CreateCampaign, @Ctx() context: RaptorBusContext): Promise<CampaignResponse> {
    const { actor } = context.envelope;
    return withConstraints(CAMPAIGN_CONSTRAINTS, () =>
      this.operations.change(context, (tx) => this.campaigns.create(tx, asked, actor)),
    );
  }

  @OnQuery(ChangeCampaign)
  change(@Payload() asked: ChangeCampaign, @Ctx() context: RaptorBusContext): Promise<CampaignResponse> {
    return withConstraints(CAMPAIGN_CONSTRAINTS, () =>
      this.operations.change(context, (tx) => this.campaigns.change(tx, asked)),
    );
  }

  @OnQuery(ArchiveCampaign)
  archive(@Payload() { id }: ArchiveCampaign, @Ctx() context: RaptorBusContext): Promise<null> {
    return this.operations.change(context, (tx) => this.campaigns.archive(tx, id));
  }
}
