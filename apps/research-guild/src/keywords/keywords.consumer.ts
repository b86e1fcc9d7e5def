import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Operations, pageAnswer, type PageAnswer } from '@raptor/agent-kit';
import { ListKeywords, type KeywordResponse } from '@raptor/contracts';
import { OnQuery, RaptorBusContext } from '@raptor/raptor-bus';
import { KeywordOpportunitiesRepository } from './keyword-opportunities.repository';
import type { KeywordOpportunityEntity } from './keyword-opportunity.entity';

@Controller()
export class KeywordsConsumer {
  constructor(
    private readonly operations: Operations,
    private readonly keywords: KeywordOpportunitiesRepository,
  ) {}

  @OnQuery(ListKeywords)
  list(@Payload() asked: ListKeywords, @Ctx() context: RaptorBusContext): Promise<PageAnswer<KeywordResponse>> {
    const like = asked.intent ? { intent: asked.intent } : {};
    return this.operations.read(context, (tx) =>
      pageAnswer(asked, (request) => this.keywords.list(tx, request, like), keywordResponse),
    );
  }
}

const keywordResponse = (row: KeywordOpportunityEntity): KeywordResponse => ({
  id: row.id,
  keyword: row.keyword,
  cluster: row.cluster,
  intent: row.intent,
  volume: row.volume,
  difficulty: row.difficulty,
  gap_score: row.gapScore,
  evidence_id: row.evidenceId,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});
