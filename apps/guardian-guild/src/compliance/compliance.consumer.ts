import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Operations, pageAnswer, type PageAnswer } from '@raptor/agent-kit';
import {
  CheckContent,
  GrantWaiver,
  ListComplianceChecks,
  ReadPolicyPacks,
  type CheckedContentResponse,
  type ComplianceCheckResponse,
  type PolicyPackList,
  type WaiverResponse,
} from '@raptor/contracts';
import { invalid } from '@raptor/persistence';
import { OnQuery, RaptorBusContext } from '@raptor/raptor-bus';
import { v7 as uuidv7 } from 'uuid';
import { PolicyPacksRepository } from '../policy-packs/policy-packs.repository';
import { PolicyWaiversRepository } from '../waivers/policy-waivers.repository';
import { ComplianceChecksRepository } from './compliance-checks.repository';
import { ContentChecks } from './content-checks.service';
import { checkResponse, packsOn, waiverResponse } from './compliance.mapper';

/** What people ask about rules: which there are, what was checked, and what may break one for once. */
@Controller()
export class ComplianceConsumer {
  constructor(
    private readonly operations: Operations,
    private readonly packs: PolicyPacksRepository,
    private readonly checks: ComplianceChecksRepository,
    private readonly waivers: PolicyWaiversRepository,
    private readonly contentChecks: ContentChecks,
  ) {}

  @OnQuery(ReadPolicyPacks)
  readPacks(@Payload() _asked: ReadPolicyPacks, @Ctx() context: RaptorBusContext): Promise<PolicyPackList> {
    const today = new Date().toISOString().slice(0, 10);
    return this.operations.read(context, async (tx) => ({ items: packsOn(await this.packs.all(tx), today) }));
  }

  @OnQuery(ListComplianceChecks)
  list(
    @Payload() asked: ListComplianceChecks,
    @Ctx() context: RaptorBusContext,
  ): Promise<PageAnswer<ComplianceCheckResponse>> {
    const { asset_id: assetId, verdict, platform } = asked;
    const like = { ...(assetId && { assetId }), ...(verdict && { verdict }), ...(platform && { platform }) };
    return this.operations.read(context, (tx) =>
      pageAnswer(asked, (request) => this.checks.list(tx, request, like), checkResponse),
    );
  }

  @OnQuery(CheckContent)
  check(@Payload() asked: CheckContent, @Ctx() context: RaptorBusContext): Promise<CheckedContentResponse> {
    return this.operations.change(context, (tx) => this.contentChecks.check(tx, asked));
  }

  @OnQuery(GrantWaiver)
  grant(@Payload() asked: GrantWaiver, @Ctx() context: RaptorBusContext): Promise<WaiverResponse> {
    const expiresAt = new Date(asked.expires_at);
    if (expiresAt.getTime() <= Date.now()) throw invalid('expires_at', 'must be in the future');
    const { rule_id: ruleId, reason, content_hash: contentHash } = asked;
    const grantedBy = context.envelope.actor.id;
    return this.operations.change(context, async (tx) => {
      const id = uuidv7();
      await this.waivers.insert(tx, { id, ruleId, reason, contentHash, expiresAt, grantedBy });
      const detail = { rule_id: ruleId, expires_at: expiresAt.toISOString() };
      return {
        answer: waiverResponse(await this.waivers.get(tx, id)),
        audited: { action: 'waiver.granted', subjectType: 'waiver', subjectId: id, afterHash: contentHash, detail },
      };
    });
  }
}
