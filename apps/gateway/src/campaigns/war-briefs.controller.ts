import { Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  CompareWarBriefs,
  ListWarBriefs,
  ReadWarBrief,
  WarBriefDiffResponse,
  WarBriefPage,
  WarBriefResponse,
  WarBriefsQuery,
} from '@raptor/contracts';
import { ApiGet } from '../api/operation';
import { Owners } from '../api/owners';
import { ApiIds, Id } from '../api/params';

@ApiTags('intelligence')
@Controller('war-briefs')
export class WarBriefsController {
  constructor(private readonly owners: Owners) {}

  @ApiGet('', {
    id: 'listWarBriefs',
    summary: 'List war briefs',
    description: 'Order: `created_at`.',
    asks: ListWarBriefs,
    answers: WarBriefPage,
  })
  list(@Query() query: WarBriefsQuery): Promise<WarBriefPage> {
    return this.owners.ask(ListWarBriefs, query);
  }

  @ApiGet(':id', { id: 'getWarBrief', summary: 'Read a war brief', asks: ReadWarBrief, answers: WarBriefResponse })
  @ApiIds('id')
  read(@Id() id: string): Promise<WarBriefResponse> {
    return this.owners.ask(ReadWarBrief, { id });
  }

  @ApiGet(':id/diff/:other', {
    id: 'compareWarBriefs',
    summary: 'Compare two war briefs: what the second says otherwise, and what hangs on it',
    asks: CompareWarBriefs,
    answers: WarBriefDiffResponse,
  })
  @ApiIds('id', 'other')
  compare(@Id() id: string, @Id('other') other: string): Promise<WarBriefDiffResponse> {
    return this.owners.ask(CompareWarBriefs, { id, other });
  }
}
