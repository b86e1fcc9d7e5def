import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { inWorkspace } from '@raptor/agent-kit';
import { AdvanceCampaign, ReconsiderAsset } from '@raptor/contracts';
import { Database } from '@raptor/persistence';
import { workspaceIn } from '@raptor/platform';
import { Inbox, OnMessage, RaptorBusContext } from '@raptor/raptor-bus';
import { ApprovalsRepository } from '../../approvals/approvals.repository';
import { CampaignSaga } from './campaign-saga.service';
import { SurroundingsService } from './surroundings.service';

/** What the council tells itself of campaigns. Others are asked before the transaction begins, and only by a campaign that begins. */
@Controller()
export class SagaConsumer {
  constructor(
    private readonly database: Database,
    private readonly inbox: Inbox,
    private readonly saga: CampaignSaga,
    private readonly approvals: ApprovalsRepository,
    private readonly surroundings: SurroundingsService,
  ) {}

  /** What was asked or said about what it was before counts no more, whatever the campaign is at. */
  @OnMessage(ReconsiderAsset)
  async reconsider(@Payload() revision: ReconsiderAsset, @Ctx() context: RaptorBusContext): Promise<void> {
    const { assetId: subjectId, contentHash } = revision;
    await this.database.withTenant(workspaceIn(context), context.envelope.actor, (tx) =>
      this.inbox.once(tx, context, async () => {
        await this.approvals.voidOthers(tx, { subjectType: 'asset', subjectId, contentHash });
        await this.saga.reconsider(tx, revision);
      }),
    );
  }

  @OnMessage(AdvanceCampaign)
  async advance(@Payload() { campaignId, isTimer }: AdvanceCampaign, @Ctx() context: RaptorBusContext): Promise<void> {
    const { actor } = context.envelope;
    const workspaceId = workspaceIn(context);
    const begins = await this.database.withTenant(workspaceId, actor, (tx) => this.saga.isToBegin(tx, campaignId));
    const around = begins ? await inWorkspace(workspaceId, actor, () => this.surroundings.look()) : undefined;
    await this.database.withTenant(workspaceId, actor, (tx) =>
      this.inbox.once(tx, context, async () => {
        if (around && 'silent' in around) return this.saga.putOff(tx, campaignId, around.silent);
        return this.saga.advance(tx, campaignId, {
          ...(isTimer && { isTimer }),
          ...(around && { surroundings: around }),
        });
      }),
    );
  }
}
