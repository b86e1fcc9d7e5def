import {
  aContentHash,
  anAsset,
  anAssetReview,
  anAssetVersion,
  openDatabase,
  plant,
  type OpenedDatabase,
} from '@raptor/testing/builders';
import { v7 as uuidv7 } from 'uuid';
import { AssetReviewsRepository } from '../src/assets/asset-reviews.repository';
import { AssetVersionsRepository, type NewVersion } from '../src/assets/asset-versions.repository';
import type { AssetEntity } from '../src/assets/asset.entity';
import { AssetsRepository, type AssetSearch } from '../src/assets/assets.repository';
import { museDatabase } from '../src/database';

const aVersion = (): NewVersion => ({
  id: uuidv7(),
  content: { headlines: ['Paid by Friday'] },
  contentHash: aContentHash(),
  authorAgent: 'MUSE-001',
  provenance: { mode: 'floor' },
});

describe('assets', () => {
  const assets = new AssetsRepository();
  const versions = new AssetVersionsRepository();
  const reviews = new AssetReviewsRepository();
  let opened: OpenedDatabase;

  beforeAll(async () => {
    opened = await openDatabase(museDatabase);
  });

  afterAll(() => opened.close());

  const write = (...rows: object[]) => opened.inWorkspace((tx) => plant(tx, ...rows));
  const here = () => ({ workspaceId: opened.workspaceId });
  const anAssetHere = async (particular: Partial<AssetEntity> = {}): Promise<string> => {
    const asset = anAsset({ ...here(), ...particular });
    await write(asset);
    return asset.id;
  };
  const add = (assetId: string) => opened.inWorkspace((tx) => versions.add(tx, assetId, aVersion()));
  const asset = (id: string) => opened.inWorkspace((tx) => assets.get(tx, id));

  describe('versions', () => {
    it('are numbered one after the other, however many write at once, and the last one counts', async () => {
      const id = await anAssetHere();
      const numbers = await Promise.all(Array.from({ length: 5 }, () => add(id)));
      expect(numbers.sort()).toEqual([1, 2, 3, 4, 5]);
      expect(await asset(id)).toMatchObject({ currentVersion: 5 });
      expect(await opened.inWorkspace((tx) => versions.current(tx, id))).toMatchObject({ number: 5 });
    });

    it('have a number of their own', async () => {
      const assetId = await anAssetHere();
      const twice = [anAssetVersion({ ...here(), assetId }), anAssetVersion({ ...here(), assetId })];
      await expect(write(...twice)).rejects.toThrow(/asset_id_number_key/);
    });

    it('that count are there', async () => {
      const id = await anAssetHere();
      await add(id);
      await add(id);
      expect(await opened.inWorkspace((tx) => versions.choose(tx, id, 3))).toBe(false);
      expect(await opened.inWorkspace((tx) => versions.choose(tx, id, 1))).toBe(true);
      expect(await asset(id)).toMatchObject({ currentVersion: 1 });
      expect(await add(id)).toBe(3);
    });

    it('are of an asset that exists', async () => {
      expect(await add(uuidv7())).toBeNull();
    });

    it('make an approved asset a draft again', async () => {
      const id = await anAssetHere();
      await add(id);
      await opened.inWorkspace((tx) => assets.move(tx, id, 'draft', 'approved'));
      await add(id);
      expect(await asset(id)).toMatchObject({ state: 'draft' });
    });

    it('were written by an agent or a person', async () => {
      const assetId = await anAssetHere();
      const by = (authorAgent: string | null, authorId: string | null) =>
        write(anAssetVersion({ ...here(), assetId, authorAgent, authorId }));
      await expect(by(null, null)).rejects.toThrow(/author_check/);
      await expect(by('MUSE-001', uuidv7())).rejects.toThrow(/author_check/);
      await by(null, uuidv7());
    });
  });

  it('are approved and published only with a version', async () => {
    const id = await anAssetHere();
    const approving = opened.inWorkspace((tx) => assets.move(tx, id, 'draft', 'approved'));
    await expect(approving).rejects.toThrow(/assets_has_version_check/);
  });

  it('move from where they are, one mover only', async () => {
    const id = await anAssetHere();
    await add(id);
    const move = () => opened.inWorkspace((tx) => assets.move(tx, id, 'draft', 'in_review'));
    expect((await Promise.all([move(), move(), move()])).filter(Boolean)).toHaveLength(1);
  });

  it('are scored 1 to 10, once by each reviewer and criterion', async () => {
    const assetId = await anAssetHere();
    await add(assetId);
    const review = (score: number, criterion = 'flow', assetVersion = 1) =>
      opened.inWorkspace((tx) => reviews.record(tx, anAssetReview({ assetId, score, criterion, assetVersion })));
    const mean = () => opened.inWorkspace((tx) => reviews.meanScore(tx, assetId, 1));
    expect(await mean()).toBeNull();
    await review(3);
    await review(7);
    await review(8, 'grammar');
    expect(await mean()).toBe(7.5);
    await expect(review(0.9)).rejects.toThrow(/score_check/);
    await expect(review(10.1)).rejects.toThrow(/score_check/);
    await expect(review(5, 'flow', 2)).rejects.toThrow(/asset_id_version_fkey/);
  });

  it('are found by kind, channel, tag and words of the title, all together', async () => {
    const campaignId = uuidv7();
    const spring = await anAssetHere({ campaignId, title: 'Paid by FRIDAY', kind: 'email', tags: ['spring', 'b'] });
    const autumn = await anAssetHere({ campaignId, title: '100 % paid_', kind: 'email', channel: null, tags: ['b'] });
    const found = async (search: AssetSearch) => {
      const { items } = await opened.inWorkspace((tx) => assets.search(tx, { campaignId, ...search }));
      return items.map(({ id }) => id).reverse();
    };
    expect(await found({})).toEqual([spring, autumn]);
    expect(await found({ kind: 'email', tag: 'b' })).toEqual([spring, autumn]);
    expect(await found({ tag: 'spring', words: 'friday' })).toEqual([spring]);
    expect(await found({ channel: 'email' })).toEqual([spring]);
    expect(await found({ words: '0 % PAID_' })).toEqual([autumn]);
    expect(await found({ words: '%' })).toEqual([autumn]);
    expect(await found({ tag: 'spr' })).toEqual([]);
  });

  it('go with their versions and reviews, but not while something derives from them', async () => {
    const parentId = await anAssetHere();
    await add(parentId);
    await write(anAssetReview({ ...here(), assetId: parentId }));
    const child = await anAssetHere({ parentId });
    const remove = (id: string) => opened.inWorkspace((tx) => assets.remove(tx, id));
    await expect(remove(parentId)).rejects.toThrow(/parent_id_fkey/);
    expect([await remove(child), await remove(parentId)]).toEqual([true, true]);
    expect(await opened.inWorkspace((tx) => reviews.meanScore(tx, parentId, 1))).toBeNull();
  });
});
