import { Controller } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { Operations, type PageAnswer } from '@raptor/agent-kit';
import {
  ListAssets,
  ListAssetVersions,
  ReadAsset,
  ReadAssetImage,
  ReviseAsset,
  type AssetDetailResponse,
  type AssetResponse,
  type AssetVersionResponse,
  type ImagePart,
} from '@raptor/contracts';
import { OnQuery, RaptorBusContext } from '@raptor/raptor-bus';
import { AssetReading } from './asset-reading.service';
import { AssetRevision } from './asset-revision.service';

/** What people ask of assets. */
@Controller()
export class AssetsConsumer {
  constructor(
    private readonly operations: Operations,
    private readonly assets: AssetReading,
    private readonly revision: AssetRevision,
  ) {}

  @OnQuery(ListAssets)
  list(@Payload() asked: ListAssets, @Ctx() context: RaptorBusContext): Promise<PageAnswer<AssetResponse>> {
    return this.operations.read(context, (tx) => this.assets.list(tx, asked));
  }

  @OnQuery(ReadAsset)
  read(@Payload() { id }: ReadAsset, @Ctx() context: RaptorBusContext): Promise<AssetDetailResponse> {
    return this.operations.read(context, (tx) => this.assets.read(tx, id));
  }

  @OnQuery(ListAssetVersions)
  listVersions(
    @Payload() asked: ListAssetVersions,
    @Ctx() context: RaptorBusContext,
  ): Promise<PageAnswer<AssetVersionResponse>> {
    return this.operations.read(context, (tx) => this.assets.listVersions(tx, asked));
  }

  @OnQuery(ReviseAsset)
  revise(@Payload() asked: ReviseAsset, @Ctx() context: RaptorBusContext): Promise<AssetDetailResponse> {
    return this.operations.change(context, (tx) => this.revision.revise(tx, asked, context.envelope.actor));
  }

  @OnQuery(ReadAssetImage)
  async image(@Payload() asked: ReadAssetImage, @Ctx() context: RaptorBusContext): Promise<ImagePart> {
    const drawn = await this.operations.read(context, (tx) => this.assets.designOf(tx, asked.id, asked.design));
    return this.assets.part(drawn, asked);
  }
}
