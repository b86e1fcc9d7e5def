import { Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  EvidenceResponse,
  KeywordPage,
  KeywordsQuery,
  ListKeywords,
  ListPersonas,
  ListResearchReports,
  PageQuery,
  PersonaPage,
  ReadEvidence,
  ResearchReportPage,
  ResearchReportsQuery,
} from '@raptor/contracts';
import { ApiGet } from '../api/operation';
import { Owners } from '../api/owners';
import { Services } from '../fleet/services';
import { ApiEvidenceId, EvidenceId, keeperOf } from './evidence-id';

/** What was found out, and what it rests on. */
@ApiTags('sources')
@Controller()
export class ResearchController {
  constructor(
    private readonly owners: Owners,
    private readonly services: Services,
  ) {}

  @ApiGet('evidence/:id', {
    id: 'getEvidence',
    summary: 'Read what a claim, a finding or a decision rests on',
    description: 'The service that the id begins with keeps it.',
    asks: ReadEvidence,
    answers: EvidenceResponse,
  })
  @ApiEvidenceId()
  evidence(@EvidenceId() id: string): Promise<EvidenceResponse> {
    return this.services.ask(keeperOf(id), ReadEvidence, { id });
  }

  @ApiGet('research/reports', {
    id: 'listResearchReports',
    summary: 'List what agents of research found out',
    description: 'Order: `created_at`.',
    asks: ListResearchReports,
    answers: ResearchReportPage,
  })
  reports(@Query() query: ResearchReportsQuery): Promise<ResearchReportPage> {
    return this.owners.ask(ListResearchReports, query);
  }

  @ApiGet('research/personas', {
    id: 'listPersonas',
    summary: 'List kinds of customers',
    description: 'Orders: `created_at`, `name`.',
    asks: ListPersonas,
    answers: PersonaPage,
  })
  personas(@Query() query: PageQuery): Promise<PersonaPage> {
    return this.owners.ask(ListPersonas, query);
  }

  @ApiGet('research/keywords', {
    id: 'listKeywords',
    summary: 'List keywords worth going for',
    description: 'Orders: `created_at`, `gap_score`.',
    asks: ListKeywords,
    answers: KeywordPage,
  })
  keywords(@Query() query: KeywordsQuery): Promise<KeywordPage> {
    return this.owners.ask(ListKeywords, query);
  }
}
