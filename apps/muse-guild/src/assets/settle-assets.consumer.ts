import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { AssetSettled, SettleAssets, type AssetState } from '@raptor/contracts';
import { Database, type Transaction } from '@raptor/persistence';
import { workspaceIn } from '@raptor/platform';
import { Inbox, OnMessage, Outbox, RaptorBusContext } from '@raptor/raptor-bus';
import { AssetVersionsRepository } from './asset-versions.repository';
import { AssetsRepository } from './assets.repository';

/** States that a decision may still change; what is published or put away stays. */
const OPEN: readonly AssetState[] = ['draft', 'in_review', 'approved', 'rejected'];

/** What the council and people have decided of assets. */
@Controller()
export class SettleAssetsConsumer {
  constructor(
    private readonly database: Database,
    private readonly inbox: Inbox,
    private readonly assets: AssetsRepository,
    private readonly versions: AssetVersionsRepository,
    private readonly outbox: Outbox,
  ) {}

  @OnMessage(SettleAssets)
  async settle(@Payload() { assets }: SettleAssets, @Ctx() context: RaptorBusContext): Promise<void> {
    await this.database.withTenant(workspaceIn(context), context.envelope.actor, (tx) =>
      this.inbox.once(tx, context, async () => {
        for (const each of assets) await this.one(tx, each);
      }),
    );
  }

  private async one(tx: Transaction, { assetId, version, state }: SettleAssets['assets'][number]): Promise<void> {
    const asset = await this.assets.find(tx, assetId);
    if (!asset || !OPEN.includes(asset.state)) return;
    // Decided of a text that somebody has changed since: the change is decided of by itself.
    if (await this.versions.isEditedAfter(tx, assetId, version)) return;
    await this.assets.update(tx, assetId, { currentVersion: version, state });
    const { campaignId } = asset;
    await this.outbox.send(
      tx,
      Object.assign(new AssetSettled(), { assetId, version, state, ...(campaignId && { campaignId }) }),
    );
  }
}
