import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Operations, pageAnswer, type PageAnswer } from '@raptor/agent-kit';
import {
  ListQuests,
  ListSimulations,
  ReadCalendar,
  ReadQuest,
  type CalendarResponse,
  type QuestResponse,
  type SimulationResponse,
} from '@raptor/contracts';
import { OnQuery, RaptorBusContext } from '@raptor/raptor-bus';
import { CampaignsRepository } from '../campaigns/campaigns.repository';
import { CalendarService } from './calendar.service';
import { CampaignQuestsRepository } from './campaign-quests.repository';
import { questResponse, simulationResponse } from './plan.mapper';
import { StrategySimulationsRepository } from './strategy-simulations.repository';

/** What is planned for campaigns, what it was chosen by, and when it is due. */
@Controller()
export class PlansConsumer {
  constructor(
    private readonly operations: Operations,
    private readonly campaigns: CampaignsRepository,
    private readonly simulations: StrategySimulationsRepository,
    private readonly quests: CampaignQuestsRepository,
    private readonly calendar: CalendarService,
  ) {}

  @OnQuery(ListSimulations)
  listSimulations(
    @Payload() { id: campaignId, ...page }: ListSimulations,
    @Ctx() context: RaptorBusContext,
  ): Promise<PageAnswer<SimulationResponse>> {
    return this.operations.read(context, async (tx) => {
      await this.campaigns.get(tx, campaignId);
      return pageAnswer(page, (request) => this.simulations.list(tx, request, { campaignId }), simulationResponse);
    });
  }

  @OnQuery(ListQuests)
  listQuests(@Payload() asked: ListQuests, @Ctx() context: RaptorBusContext): Promise<PageAnswer<QuestResponse>> {
    const { status, campaign_id: campaignId } = asked;
    const like = { ...(status && { status }), ...(campaignId && { campaignId }) };
    return this.operations.read(context, (tx) =>
      pageAnswer(asked, (request) => this.quests.list(tx, request, like), questResponse),
    );
  }

  @OnQuery(ReadQuest)
  readQuest(@Payload() { id }: ReadQuest, @Ctx() context: RaptorBusContext): Promise<QuestResponse> {
    return this.operations.read(context, async (tx) => questResponse(await this.quests.get(tx, id)));
  }

  @OnQuery(ReadCalendar)
  readCalendar(@Payload() asked: ReadCalendar, @Ctx() context: RaptorBusContext): Promise<CalendarResponse> {
    return this.operations.read(context, (tx) => this.calendar.read(tx, asked));
  }
}
