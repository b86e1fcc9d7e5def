import { Body, Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  ChangePositioning,
  CreatePositioning,
  CreatePositioningRequest,
  ListPositioning,
  MessagesResponse,
  PatchPositioningRequest,
  PositioningListQuery,
  PositioningPage,
  PositioningResponse,
  PutMessages,
  PutMessagesRequest,
  ReadMessages,
  ReadPositioning,
} from '@raptor/contracts';
import { ApiGet, ApiPatch, ApiPost, ApiPut } from '../api/operation';
import { Owners } from '../api/owners';
import { ApiIds, Id, IfMatch } from '../api/params';

@ApiTags('strategy')
@Controller('positioning')
export class PositioningController {
  constructor(private readonly owners: Owners) {}

  @ApiPost('', {
    id: 'createPositioning',
    summary: 'Write down what a cohort is to think of us',
    asks: CreatePositioning,
    answers: PositioningResponse,
    problems: [409],
  })
  create(@Body() request: CreatePositioningRequest): Promise<PositioningResponse> {
    return this.owners.ask(CreatePositioning, request);
  }

  @ApiGet('', {
    id: 'listPositioning',
    summary: 'List what cohorts are to think of us, active or not',
    description: 'Order: `created_at`.',
    asks: ListPositioning,
    answers: PositioningPage,
  })
  list(@Query() query: PositioningListQuery): Promise<PositioningPage> {
    return this.owners.ask(ListPositioning, query);
  }

  @ApiGet(':id', {
    id: 'getPositioning',
    summary: 'Read a positioning',
    asks: ReadPositioning,
    answers: PositioningResponse,
  })
  @ApiIds('id')
  read(@Id() id: string): Promise<PositioningResponse> {
    return this.owners.ask(ReadPositioning, { id });
  }

  @ApiPatch(':id', {
    id: 'changePositioning',
    summary: 'Change a positioning, or make it the one that its cohort is spoken to by',
    asks: ChangePositioning,
    answers: PositioningResponse,
    versioned: true,
    problems: [409],
  })
  @ApiIds('id')
  change(
    @Id() id: string,
    @Body() request: PatchPositioningRequest,
    @IfMatch() seen: number | undefined,
  ): Promise<PositioningResponse> {
    return this.owners.ask(ChangePositioning, { ...request, id, if_version: seen });
  }

  @ApiGet(':id/messages', {
    id: 'getMessages',
    summary: 'Read what is said for a positioning',
    description: '404 also while nothing is.',
    asks: ReadMessages,
    answers: MessagesResponse,
  })
  @ApiIds('id')
  readMessages(@Id() id: string): Promise<MessagesResponse> {
    return this.owners.ask(ReadMessages, { id });
  }

  @ApiPut(':id/messages', {
    id: 'putMessages',
    summary: 'Say what is said for a positioning, from the one claim down to the tone',
    asks: PutMessages,
    answers: MessagesResponse,
    versioned: true,
  })
  @ApiIds('id')
  putMessages(
    @Id() id: string,
    @Body() request: PutMessagesRequest,
    @IfMatch() seen: number | undefined,
  ): Promise<MessagesResponse> {
    return this.owners.ask(PutMessages, { ...request, id, if_version: seen });
  }
}
