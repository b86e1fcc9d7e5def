import { Body, Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  ArchiveCampaign,
  CampaignListQuery,
  CampaignPage,
  CampaignQuoteResponse,
  CampaignResponse,
  ChangeCampaign,
  CreateCampaign,
  CreateCampaignRequest,
  ListCampaigns,
  PatchCampaignRequest,
  QuoteCampaign,
  QuoteCampaignRequest,
  ReadCampaign,
} from '@raptor/contracts';
import { ApiDelete, ApiGet, ApiPatch, ApiPost } from '../api/operation';
import { Owners } from '../api/owners';
import { ApiIds, Id, IfMatch } from '../api/params';

@ApiTags('campaigns')
@Controller('campaigns')
export class CampaignsController {
  constructor(private readonly owners: Owners) {}

  @ApiPost('', {
    id: 'createCampaign',
    summary: 'Write down a campaign',
    description: 'It is being planned from then on; nobody works on it before it is activated.',
    asks: CreateCampaign,
    answers: CampaignResponse,
    problems: [409],
  })
  create(@Body() request: CreateCampaignRequest): Promise<CampaignResponse> {
    return this.owners.ask(CreateCampaign, request);
  }

  @ApiGet('', {
    id: 'listCampaigns',
    summary: 'List campaigns',
    description: 'Orders: `created_at`, `name`.',
    asks: ListCampaigns,
    answers: CampaignPage,
  })
  list(@Query() query: CampaignListQuery): Promise<CampaignPage> {
    return this.owners.ask(ListCampaigns, query);
  }

  @ApiPost('quote', {
    id: 'quoteCampaign',
    summary: 'Say what a campaign of this shape may cost, before there is any',
    description:
      'The sum over the agents that would work on it, by what their runs have cost in this workspace. For each agent it says where its figure comes from; where nothing is known nothing is made up.',
    asks: QuoteCampaign,
    answers: CampaignQuoteResponse,
    status: 200,
  })
  quote(@Body() request: QuoteCampaignRequest): Promise<CampaignQuoteResponse> {
    return this.owners.ask(QuoteCampaign, request);
  }

  @ApiGet(':id', { id: 'getCampaign', summary: 'Read a campaign', asks: ReadCampaign, answers: CampaignResponse })
  @ApiIds('id')
  read(@Id() id: string): Promise<CampaignResponse> {
    return this.owners.ask(ReadCampaign, { id });
  }

  @ApiPatch(':id', {
    id: 'changeCampaign',
    summary: 'Change a campaign',
    description:
      'Before anybody works on it, anything. While it is under way: name, budgets, `on_budget` and `end_date`. When it has ended: its name. When it is archived: nothing.',
    asks: ChangeCampaign,
    answers: CampaignResponse,
    versioned: true,
    problems: [409],
  })
  @ApiIds('id')
  change(
    @Id() id: string,
    @Body() request: PatchCampaignRequest,
    @IfMatch() seen: number | undefined,
  ): Promise<CampaignResponse> {
    return this.owners.ask(ChangeCampaign, { ...request, id, if_version: seen });
  }

  @ApiDelete(':id', {
    id: 'archiveCampaign',
    summary: 'Archive a campaign',
    description:
      'One that has not begun, or has ended; what is under way is cancelled first. Archived ones stay readable.',
    asks: ArchiveCampaign,
    problems: [409],
  })
  @ApiIds('id')
  async archive(@Id() id: string): Promise<void> {
    await this.owners.ask(ArchiveCampaign, { id });
  }
}
