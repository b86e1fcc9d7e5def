import { Controller, Inject } from '@nestjs/common';
import { Ctx, Payload } from '@nestjs/microservices';
import { OBJECT_STORE, type ObjectStore } from '@raptor/agent-kit';
import { ExportMove, MoveExported } from '@raptor/contracts';
import { Database, type Transaction } from '@raptor/persistence';
import { workspaceIn } from '@raptor/platform';
import { Inbox, OnMessage, Outbox, RaptorBusContext } from '@raptor/raptor-bus';
import { VisualDesignsRepository } from '../visual-designs/visual-designs.repository';
import { AssetVersionsRepository } from './asset-versions.repository';
import { AssetsRepository } from './assets.repository';
import { packageOf, type PackagedAsset, type PackageFile } from './move-package';

/** The channel `export`: what was approved, as files. What is there is held against what was approved once more, at this moment. */
@Controller()
export class ExportMoveConsumer {
  constructor(
    private readonly database: Database,
    private readonly inbox: Inbox,
    private readonly assets: AssetsRepository,
    private readonly versions: AssetVersionsRepository,
    private readonly designs: VisualDesignsRepository,
    private readonly outbox: Outbox,
    @Inject(OBJECT_STORE) private readonly objects: ObjectStore,
  ) {}

  @OnMessage(ExportMove)
  async export(@Payload() move: ExportMove, @Ctx() context: RaptorBusContext): Promise<void> {
    const workspaceId = workspaceIn(context);
    await this.database.withTenant(workspaceId, context.envelope.actor, (tx) =>
      this.inbox.once(tx, context, async () => {
        const { moveId, effectKey } = move;
        const packaged = await this.approved(tx, move);
        const said = { moveId, effectKey };
        if ('refused' in packaged) return this.tell(tx, { ...said, files: 0, bytes: 0, refused: packaged.refused });
        const folder = `${workspaceId}/exports/${effectKey}`;
        const files = packageOf(move, packaged.assets);
        for (const { name, content } of files) await this.objects.put(`${folder}/${name}`, content);
        const bytes = files.reduce((sum, { content }) => sum + content.byteLength, 0);
        await this.tell(tx, { ...said, files: files.length, bytes, folder });
      }),
    );
  }

  private async approved(
    tx: Transaction,
    { assets }: ExportMove,
  ): Promise<{ assets: PackagedAsset[] } | { refused: string }> {
    const packaged: PackagedAsset[] = [];
    for (const { assetId, version, contentHash } of assets) {
      const asset = await this.assets.find(tx, assetId);
      const said = await this.versions.ofNumber(tx, assetId, version);
      if (!asset || asset.state === 'rejected' || asset.state === 'archived')
        return { refused: `The asset ${assetId} is ${asset?.state ?? 'gone'}` };
      if (said?.contentHash !== contentHash || (await this.versions.isEditedAfter(tx, assetId, version)))
        return { refused: `The asset ${assetId} says something else than what was approved` };
      const pictures = await this.pictures(tx, assetId, version);
      if (!pictures) return { refused: `A picture of the asset ${assetId} is gone` };
      packaged.push({ title: asset.title, kind: asset.kind, contentHash, content: said.content, pictures });
    }
    return { assets: packaged };
  }

  /** Each as raster and as drawing; null where a file is not there any more. */
  private async pictures(tx: Transaction, assetId: string, version: number): Promise<PackageFile[] | null> {
    const files: PackageFile[] = [];
    for (const { format, pngObject, svg } of await this.designs.ofVersion(tx, assetId, version)) {
      const raster = pngObject === null ? undefined : await this.objects.get(pngObject);
      if (!raster) return null;
      const name = format.replaceAll('_', '-');
      files.push({ name: `${name}.png`, content: raster });
      if (svg !== null) files.push({ name: `${name}.svg`, content: Buffer.from(svg, 'utf8') });
    }
    return files;
  }

  private async tell(tx: Transaction, said: Partial<MoveExported>): Promise<void> {
    await this.outbox.send(tx, Object.assign(new MoveExported(), said));
  }
}
