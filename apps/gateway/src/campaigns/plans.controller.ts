import { Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  CalendarQuery,
  CalendarResponse,
  ListQuests,
  ListSimulations,
  PageQuery,
  QuestPage,
  QuestResponse,
  QuestsQuery,
  ReadCalendar,
  ReadQuest,
  SimulationPage,
} from '@raptor/contracts';
import { ApiGet } from '../api/operation';
import { Owners } from '../api/owners';
import { ApiIds, Id } from '../api/params';

/** What is planned for campaigns, what it was chosen by, and when it is due. */
@ApiTags('campaigns')
@Controller()
export class PlansController {
  constructor(private readonly owners: Owners) {}

  @ApiGet('campaigns/:id/simulations', {
    id: 'listCampaignSimulations',
    summary: 'List the simulations that the plan of a campaign was chosen by',
    description: 'Order: `created_at`.',
    asks: ListSimulations,
    answers: SimulationPage,
  })
  @ApiIds('id')
  simulations(@Id() id: string, @Query() query: PageQuery): Promise<SimulationPage> {
    return this.owners.ask(ListSimulations, { ...query, id });
  }

  @ApiGet('quests', {
    id: 'listQuests',
    summary: 'List plans of campaigns',
    description: 'Order: `created_at`.',
    asks: ListQuests,
    answers: QuestPage,
  })
  quests(@Query() query: QuestsQuery): Promise<QuestPage> {
    return this.owners.ask(ListQuests, query);
  }

  @ApiGet('quests/:id', {
    id: 'getQuest',
    summary: 'Read the plan of a campaign, chapter by chapter',
    asks: ReadQuest,
    answers: QuestResponse,
  })
  @ApiIds('id')
  quest(@Id() id: string): Promise<QuestResponse> {
    return this.owners.ask(ReadQuest, { id });
  }

  @ApiGet('calendar', {
    id: 'getCalendar',
    summary: 'Read what is due when: moves, and the first and last days of campaigns',
    asks: ReadCalendar,
    answers: CalendarResponse,
  })
  calendar(@Query() query: CalendarQuery): Promise<CalendarResponse> {
    return this.owners.ask(ReadCalendar, query);
  }
}
