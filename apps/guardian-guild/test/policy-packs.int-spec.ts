import { ownerDataSource } from '@raptor/persistence';
import { POLICY_PACKS, contentHashOf, packInForce } from '@raptor/policy-packs';
import { aPolicyPack, openDatabase, plant, type OpenedDatabase } from '@raptor/testing/builders';
import type { DataSource } from 'typeorm';
import { guardianDatabase } from '../src/database';
import { idOf, packOf } from '../src/policy-packs/pack-rows';
import { PolicyPacksRepository } from '../src/policy-packs/policy-packs.repository';

describe('policy packs', () => {
  const packs = new PolicyPacksRepository();
  let opened: OpenedDatabase;
  let owner: DataSource;

  const old = aPolicyPack({ platform: 'meta_ads', version: '2026-01', effectiveFrom: '2026-01-01' });
  const coming = aPolicyPack({ platform: 'meta_ads', version: '2026-06', effectiveFrom: '2026-06-01' });

  beforeAll(async () => {
    opened = await openDatabase(guardianDatabase);
    owner = await ownerDataSource(guardianDatabase, opened.clone.ownerUrl).initialize();
    await plant(owner.manager, coming, old);
  });

  afterAll(async () => {
    await owner.destroy();
    await opened.close();
  });

  it('are read by everybody, in a workspace or in none', async () => {
    const versions = (found: { platform: string; version: string }[]) =>
      found.filter(({ platform }) => platform === 'meta_ads').map(({ version }) => version);
    expect(versions(await opened.inWorkspace((tx) => packs.all(tx)))).toEqual(['2026-01', '2026-06']);
    const inNone = await opened.database.withBookkeeping((tx) => packs.find(tx, 'meta_ads', '2026-06'));
    expect(inNone?.id).toBe(coming.id);
  });

  it.each([
    [
      'written',
      `INSERT INTO guardian.policy_packs SELECT gen_random_uuid(), 'x', version, rules, effective_from, review_by, content_hash FROM guardian.policy_packs`,
    ],
    ['changed', `UPDATE guardian.policy_packs SET rules = '[]'`],
    ['removed', `DELETE FROM guardian.policy_packs`],
    ['emptied', `TRUNCATE guardian.policy_packs`],
  ])('are not %s by the service', async (_what, statement) => {
    await expect(opened.inWorkspace((tx) => tx.query(statement))).rejects.toThrow(/permission denied/);
  });

  it('hold from their day until the next one does', async () => {
    const inForce = (day: string) => opened.inWorkspace((tx) => packs.inForce(tx, 'meta_ads', day));
    expect(await inForce('2025-12-31')).toBeNull();
    expect((await inForce('2026-01-01'))?.id).toBe(old.id);
    expect((await inForce('2026-05-31'))?.id).toBe(old.id);
    expect((await inForce('2026-06-01'))?.id).toBe(coming.id);
  });

  it('are those of the library, to the word: each edition has come in by a migration', async () => {
    const rows = await opened.inWorkspace((tx) => packs.all(tx));
    const known = rows.filter(({ platform }) => POLICY_PACKS.some((pack) => pack.platform === platform));
    expect(known.map(({ createdAt: _createdAt, ...row }) => row)).toEqual(
      POLICY_PACKS.map(({ platform, version, rules, effectiveFrom, reviewBy, contentHash }) => ({
        id: idOf({ platform, version }),
        platform,
        version,
        rules,
        effectiveFrom,
        reviewBy,
        contentHash,
      })),
    );
    expect(known.map(({ rules }) => contentHashOf(rules))).toEqual(known.map(({ contentHash }) => contentHash));
  });

  it('are in force here on the days on which they are in the library', async () => {
    for (const day of ['2023-12-31', '2026-01-01', '2026-11-23', '2027-05-01'])
      for (const platform of ['google_ads', 'law']) {
        const row = await opened.inWorkspace((tx) => packs.inForce(tx, platform, day));
        expect([day, row?.version]).toEqual([day, packInForce(POLICY_PACKS, platform, day)?.version]);
      }
  });

  it('do not come in once they were changed, or are gone', () => {
    expect(() => packOf(['google_ads', '2026-11-23', 'f'.repeat(64)])).toThrow(
      /was changed: undo that and make a new edition/,
    );
    expect(() => packOf(['google_ads', '1999-01-01', 'f'.repeat(64)])).toThrow(/is gone/);
  });

  it('are there once for a platform and version', async () => {
    const { platform, version } = old;
    const again = plant(owner.manager, aPolicyPack({ platform, version }));
    await expect(again).rejects.toThrow(/policy_packs_platform_version_key/);
    await plant(owner.manager, aPolicyPack({ platform: 'linkedin_ads', version }));
  });
});
