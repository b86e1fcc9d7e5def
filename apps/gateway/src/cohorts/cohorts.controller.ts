import { Body, Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  ChangeCohort,
  CohortListQuery,
  CohortPage,
  CohortResponse,
  CreateCohort,
  CreateCohortRequest,
  DeleteCohort,
  ListCohorts,
  PatchCohortRequest,
  ReadCohort,
} from '@raptor/contracts';
import { ApiDelete, ApiGet, ApiPatch, ApiPost } from '../api/operation';
import { Owners } from '../api/owners';
import { ApiIds, Id, IfMatch } from '../api/params';

@ApiTags('strategy')
@Controller('cohorts')
export class CohortsController {
  constructor(private readonly owners: Owners) {}

  @ApiPost('', {
    id: 'createCohort',
    summary: 'Describe people who decide alike',
    asks: CreateCohort,
    answers: CohortResponse,
    problems: [409],
  })
  create(@Body() request: CreateCohortRequest): Promise<CohortResponse> {
    return this.owners.ask(CreateCohort, request);
  }

  @ApiGet('', {
    id: 'listCohorts',
    summary: 'List cohorts',
    description: 'Orders: `created_at`, `name`.',
    asks: ListCohorts,
    answers: CohortPage,
  })
  list(@Query() query: CohortListQuery): Promise<CohortPage> {
    return this.owners.ask(ListCohorts, query);
  }

  @ApiGet(':id', { id: 'getCohort', summary: 'Read a cohort', asks: ReadCohort, answers: CohortResponse })
  @ApiIds('id')
  read(@Id() id: string): Promise<CohortResponse> {
    return this.owners.ask(ReadCohort, { id });
  }

  @ApiPatch(':id', {
    id: 'changeCohort',
    summary: 'Change a cohort',
    asks: ChangeCohort,
    answers: CohortResponse,
    versioned: true,
    problems: [409],
  })
  @ApiIds('id')
  change(
    @Id() id: string,
    @Body() request: PatchCohortRequest,
    @IfMatch() seen: number | undefined,
  ): Promise<CohortResponse> {
    return this.owners.ask(ChangeCohort, { ...request, id, if_version: seen });
  }

  @ApiDelete(':id', {
    id: 'deleteCohort',
    summary: 'Remove a cohort, with the positioning and messages for it',
    description: 'One that a campaign speaks to stays.',
    asks: DeleteCohort,
    problems: [409],
  })
  @ApiIds('id')
  async remove(@Id() id: string): Promise<void> {
    await this.owners.ask(DeleteCohort, { id });
  }
}
