import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Operations, pageAnswer, type PageAnswer } from '@raptor/agent-kit';
import { ListResearchReports, type ResearchReportResponse } from '@raptor/contracts';
import { OnQuery, RaptorBusContext } from '@raptor/raptor-bus';
import type { ResearchReportEntity } from './research-report.entity';
import { ResearchReportsRepository } from './research-reports.repository';

@Controller()
export class ReportsConsumer {
  constructor(
    private readonly operations: Operations,
    private readonly reports: ResearchReportsRepository,
  ) {}

  @OnQuery(ListResearchReports)
  list(
    @Payload() asked: ListResearchReports,
    @Ctx() context: RaptorBusContext,
  ): Promise<PageAnswer<ResearchReportResponse>> {
    const { agent_code: agentCode, campaign_id: campaignId } = asked;
    const like = { ...(agentCode && { agentCode }), ...(campaignId && { campaignId }) };
    return this.operations.read(context, (tx) =>
      pageAnswer(asked, (request) => this.reports.list(tx, request, like), reportResponse),
    );
  }
}

const reportResponse = (row: ResearchReportEntity): ResearchReportResponse => ({
  id: row.id,
  agent_code: row.agentCode,
  campaign_id: row.campaignId,
  subject: row.subject,
  findings: row.findings,
  evidence_ids: row.evidenceIds,
  confidence: row.confidence,
  valid_until: row.validUntil?.toISOString() ?? null,
  created_at: row.createdAt.toISOString(),
});
