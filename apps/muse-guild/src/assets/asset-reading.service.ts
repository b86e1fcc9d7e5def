import { Inject, Injectable } from '@nestjs/common';
import { OBJECT_STORE, pageAnswer, type ObjectStore, type PageAnswer } from '@raptor/agent-kit';
import type {
  AssetDetailResponse,
  AssetResponse,
  AssetVersionResponse,
  ImagePart,
  ListAssets,
  ListAssetVersions,
  ReadAssetImage,
} from '@raptor/contracts';
import type { Transaction } from '@raptor/persistence';
import { AppError } from '@raptor/platform';
import type { VisualDesignEntity } from '../visual-designs/visual-design.entity';
import { VisualDesignsRepository } from '../visual-designs/visual-designs.repository';
import { AssetReviewsRepository } from './asset-reviews.repository';
import { AssetVersionsRepository } from './asset-versions.repository';
import { assetResponse, designResponse, versionResponse } from './asset.mapper';
import { AssetsRepository } from './assets.repository';

const DESIGNS_AT_MOST = 20;
/** Bytes of a picture in one message: in base64 they are a third more, and a message has 256 KiB. */
export const PART_BYTES = 180_000;

/** What people see of assets. */
@Injectable()
export class AssetReading {
  constructor(
    private readonly assets: AssetsRepository,
    private readonly versions: AssetVersionsRepository,
    private readonly reviews: AssetReviewsRepository,
    private readonly designs: VisualDesignsRepository,
    @Inject(OBJECT_STORE) private readonly objects: ObjectStore,
  ) {}

  list(tx: Transaction, asked: ListAssets): Promise<PageAnswer<AssetResponse>> {
    const { campaign_id: campaignId, q: words, state, kind, channel, tag, ...page } = asked;
    const search = { campaignId, words, state, kind, channel, tag };
    return pageAnswer(page, (request) => this.assets.search(tx, search, request), assetResponse);
  }

  async read(tx: Transaction, id: string): Promise<AssetDetailResponse> {
    const asset = await this.assets.get(tx, id);
    const current = await this.versions.current(tx, id);
    const score = current && (await this.reviews.meanScore(tx, id, current.number));
    const designs = await this.designs.list(tx, { limit: DESIGNS_AT_MOST }, { assetId: id });
    return {
      ...assetResponse(asset),
      current: current && versionResponse(current, score),
      designs: designs.items.map(designResponse),
    };
  }

  /** @throws AppError RESOURCE_NOT_FOUND for no asset; one without a version has an empty list. */
  async listVersions(tx: Transaction, { id, ...page }: ListAssetVersions): Promise<PageAnswer<AssetVersionResponse>> {
    await this.assets.get(tx, id);
    const scores = new Map<number, number | null>();
    return pageAnswer(
      page,
      async (request) => {
        const found = await this.versions.list(tx, request, { assetId: id });
        for (const { number } of found.items)
          if (!scores.has(number)) scores.set(number, await this.reviews.meanScore(tx, id, number));
        return found;
      },
      (row) => versionResponse(row, scores.get(row.number) ?? null),
    );
  }

  /** Which picture is asked for. @throws AppError RESOURCE_NOT_FOUND where there is none. */
  async designOf(tx: Transaction, assetId: string, designId: string | undefined): Promise<VisualDesignEntity> {
    await this.assets.get(tx, assetId);
    const { items } = await this.designs.list(
      tx,
      { limit: 100 },
      { assetId, ...(designId !== undefined && { id: designId }) },
    );
    const drawn = items.find(({ pngObject }) => pngObject !== null);
    if (drawn) return drawn;
    throw new AppError('RESOURCE_NOT_FOUND', 'This asset has no such picture');
  }

  /** Outside of a transaction: the object store may take its time. @throws AppError RESOURCE_NOT_FOUND for a picture that is gone or was not drawn. */
  async part(
    { id, pngObject, svg }: VisualDesignEntity,
    { offset, format }: Pick<ReadAssetImage, 'offset' | 'format'>,
  ): Promise<ImagePart> {
    const drawing = svg === null ? undefined : Buffer.from(svg, 'utf8');
    const raster = format === 'svg' || pngObject === null ? undefined : await this.objects.get(pngObject);
    const content = format === 'svg' ? drawing : raster;
    if (!content) throw new AppError('RESOURCE_NOT_FOUND', 'The picture of this asset is gone');
    const part = content.subarray(offset, offset + PART_BYTES);
    return { design_id: id, total_bytes: content.byteLength, base64: part.toString('base64') };
  }
}
