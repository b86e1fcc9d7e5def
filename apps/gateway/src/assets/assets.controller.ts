import { Body, Controller, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import {
  AssetDetailResponse,
  AssetImageQuery,
  AssetPage,
  AssetVersionPage,
  AssetsQuery,
  CampaignAssetsQuery,
  ListAssets,
  ListAssetVersions,
  PageQuery,
  ReadAsset,
  ReadAssetImage,
  ReadCampaign,
  ReviseAsset,
  ReviseAssetRequest,
  type ImageFormat,
} from '@raptor/contracts';
import { ApiGet, ApiPost } from '../api/operation';
import { Owners } from '../api/owners';
import { ApiIds, Id } from '../api/params';
import { AssetImages } from './asset-images.service';

const TYPES = { png: 'image/png', svg: 'image/svg+xml' } as const satisfies Record<ImageFormat, string>;
const BINARY = { schema: { type: 'string', format: 'binary' } };

/** What is written and drawn. */
@ApiTags('assets')
@Controller()
export class AssetsController {
  constructor(
    private readonly owners: Owners,
    private readonly images: AssetImages,
  ) {}

  @ApiGet('assets', {
    id: 'listAssets',
    summary: 'List assets',
    description: 'Orders: `created_at`, `title`.',
    asks: ListAssets,
    answers: AssetPage,
  })
  list(@Query() query: AssetsQuery): Promise<AssetPage> {
    return this.owners.ask(ListAssets, query);
  }

  @ApiGet('campaigns/:id/assets', {
    id: 'listCampaignAssets',
    summary: 'List what was made for a campaign',
    description: 'Orders: `created_at`, `title`.',
    asks: ListAssets,
    answers: AssetPage,
  })
  @ApiIds('id')
  async listOfCampaign(@Id() id: string, @Query() query: CampaignAssetsQuery): Promise<AssetPage> {
    await this.owners.ask(ReadCampaign, { id });
    return this.owners.ask(ListAssets, { ...query, campaign_id: id });
  }

  @ApiGet('assets/:id', {
    id: 'getAsset',
    summary: 'Read an asset with the version that counts, and its pictures',
    asks: ReadAsset,
    answers: AssetDetailResponse,
  })
  @ApiIds('id')
  read(@Id() id: string): Promise<AssetDetailResponse> {
    return this.owners.ask(ReadAsset, { id });
  }

  @ApiPost('assets/:id/revise', {
    id: 'reviseAsset',
    summary: 'Write an asset anew',
    description:
      'It is the next version. What was approved was another text: guardians look at it again, and people are asked again.',
    asks: ReviseAsset,
    answers: AssetDetailResponse,
    status: 200,
  })
  @ApiIds('id')
  revise(@Id() id: string, @Body() request: ReviseAssetRequest): Promise<AssetDetailResponse> {
    return this.owners.ask(ReviseAsset, { ...request, id });
  }

  @ApiGet('assets/:id/versions', {
    id: 'listAssetVersions',
    summary: 'List the versions of an asset',
    description: 'Orders: `created_at`, `number`.',
    asks: ListAssetVersions,
    answers: AssetVersionPage,
  })
  @ApiIds('id')
  versions(@Id() id: string, @Query() query: PageQuery): Promise<AssetVersionPage> {
    return this.owners.ask(ListAssetVersions, { ...query, id });
  }

  @ApiGet('assets/:id/image', {
    id: 'getAssetImage',
    summary: 'Read the picture of an asset, as PNG or SVG',
    asks: ReadAssetImage,
    status: 200,
  })
  @ApiOkResponse({ content: { [TYPES.png]: BINARY, [TYPES.svg]: BINARY } })
  @ApiProduces(TYPES.png, TYPES.svg)
  @ApiIds('id')
  async image(@Id() id: string, @Query() query: AssetImageQuery): Promise<StreamableFile> {
    return new StreamableFile(await this.images.read(id, query), { type: TYPES[query.format ?? 'png'] });
  }
}
