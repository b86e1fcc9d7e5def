import type { ObjectStore } from '@raptor/agent-kit';
import {
  aVisualDesign,
  anAsset,
  anAssetReview,
  anAssetVersion,
  openDatabase,
  plant,
  type OpenedDatabase,
} from '@raptor/testing/builders';
import { v7 as uuidv7 } from 'uuid';
import { AssetReading, PART_BYTES } from '../src/assets/asset-reading.service';
import { AssetReviewsRepository } from '../src/assets/asset-reviews.repository';
import { AssetVersionsRepository } from '../src/assets/asset-versions.repository';
import { AssetsRepository } from '../src/assets/assets.repository';
import { museDatabase } from '../src/database';
import { VisualDesignsRepository } from '../src/visual-designs/visual-designs.repository';

describe('assets, as people see them', () => {
  const objects = new Map<string, Buffer>();
  const store: ObjectStore = {
    put: async (key, content) => void objects.set(key, Buffer.from(content)),
    get: async (key) => objects.get(key),
    removeWorkspace: async () => 0,
  };
  const reading = new AssetReading(
    new AssetsRepository(),
    new AssetVersionsRepository(),
    new AssetReviewsRepository(),
    new VisualDesignsRepository(),
    store,
  );
  let opened: OpenedDatabase;

  beforeAll(async () => {
    opened = await openDatabase(museDatabase);
  });

  afterAll(() => opened.close());

  const planted = async (more: object = {}) => {
    const { workspaceId } = opened;
    const asset = anAsset({ workspaceId, campaignId: uuidv7(), currentVersion: 2, ...more });
    const version = (number: number, text: string) =>
      anAssetVersion({
        ...{ workspaceId, assetId: asset.id, number },
        content: { copy: [{ field: 'headline', text, evidenceIds: [] }] },
      });
    const review = (criterion: string, score: number) =>
      anAssetReview({ workspaceId, assetId: asset.id, assetVersion: 2, criterion, score });
    const versions = [version(1, 'First'), version(2, 'Second')];
    await opened.inWorkspace((tx) => plant(tx, asset, ...versions, review('flow', 8), review('clarity', 9)));
    return asset;
  };

  it('are found by campaign, state and words', async () => {
    const asset = await planted({ title: 'Paid by Friday', state: 'approved' });
    await planted({ title: 'Paid by Monday', campaignId: asset.campaignId });
    const search = (asked: object) =>
      opened.inWorkspace((tx) => reading.list(tx, { campaign_id: asset.campaignId ?? '', ...asked }));
    expect((await search({})).items).toHaveLength(2);
    expect((await search({ state: 'approved', q: 'friday' })).items).toMatchObject([{ id: asset.id }]);
    expect((await search({ state: 'approved', q: 'monday' })).items).toEqual([]);
  });

  it('say what counts, with its score, and what came before', async () => {
    const { id } = await planted();
    const seen = await opened.inWorkspace((tx) => reading.read(tx, id));
    expect(seen).toMatchObject({
      ...{ id, current_version: 2, designs: [] },
      current: { number: 2, score: 8.5, copy: [{ field: 'headline', text: 'Second' }], author_agent: 'MUSE-001' },
    });
    const { items } = await opened.inWorkspace((tx) => reading.listVersions(tx, { id, sort: 'number' }));
    expect(items.map(({ number, score }) => [number, score])).toEqual([
      [1, null],
      [2, 8.5],
    ]);
  });

  it('have pictures, which come in parts', async () => {
    const { workspaceId } = opened;
    const { id } = await planted();
    const key = `${workspaceId}/designs/one.png`;
    const png = Buffer.alloc(PART_BYTES + 10, 7);
    objects.set(key, png);
    const [drawn, sketch] = [
      aVisualDesign({ workspaceId, assetId: id, pngObject: key, svg: '<svg/>', createdAt: new Date('2027-01-01') }),
      aVisualDesign({ workspaceId, assetId: id }),
    ];
    await opened.inWorkspace((tx) => plant(tx, drawn, sketch));
    const design = await opened.inWorkspace((tx) => reading.designOf(tx, id, undefined));
    expect(design.id).toBe(drawn.id);
    const parts = [await reading.part(design, { offset: 0 }), await reading.part(design, { offset: PART_BYTES })];
    expect(Buffer.concat(parts.map(({ base64 }) => Buffer.from(base64, 'base64'))).equals(png)).toBe(true);
    expect(Buffer.byteLength(JSON.stringify(parts[0]))).toBeLessThan(250_000);
    const drawing = await reading.part(design, { offset: 0, format: 'svg' });
    expect(Buffer.from(drawing.base64, 'base64').toString('utf8')).toBe(drawn.svg);
    for (const other of [sketch.id, uuidv7()])
      await expect(opened.inWorkspace((tx) => reading.designOf(tx, id, other))).rejects.toMatchObject({
        code: 'RESOURCE_NOT_FOUND',
      });
    objects.delete(key);
    await expect(reading.part(design, { offset: 0 })).rejects.toMatchObject({ code: 'RESOURCE_NOT_FOUND' });
  });
});
