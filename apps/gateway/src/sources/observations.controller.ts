import { Body, Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  ListObservations,
  ObservationPage,
  ObservationsQuery,
  RecordObservations,
  RecordObservationsRequest,
  RecordedObservationsResponse,
} from '@raptor/contracts';
import { ApiGet, ApiPost } from '../api/operation';
import { Owners } from '../api/owners';
import { observationsOfCsv } from './observations-csv';

@ApiTags('sources')
@Controller('observations')
export class ObservationsController {
  constructor(private readonly owners: Owners) {}

  @ApiPost('', {
    id: 'recordObservations',
    summary: 'Tell what was measured, up to 1,000 figures at once',
    description:
      'JSON, or `text/csv` with the names of the fields in its first line. The same figure told again, by subject, metric, `observed_at` and `source_id`, is known already: the first word stands.',
    asks: RecordObservations,
    answers: RecordedObservationsResponse,
    status: 200,
    csv: observationsOfCsv,
  })
  record(@Body() request: RecordObservationsRequest): Promise<RecordedObservationsResponse> {
    return this.owners.ask(RecordObservations, request);
  }

  @ApiGet('', {
    id: 'listObservations',
    summary: 'List what was measured',
    description: 'Orders: `created_at`, `observed_at`.',
    asks: ListObservations,
    answers: ObservationPage,
  })
  list(@Query() query: ObservationsQuery): Promise<ObservationPage> {
    return this.owners.ask(ListObservations, query);
  }
}
