import { aBrandKit, openDatabase, plant, type OpenedDatabase } from '@raptor/testing/builders';
import { v7 as uuidv7 } from 'uuid';
import { BrandKitsRepository, type NewBrandKit } from '../src/brand-kits/brand-kits.repository';
import { museDatabase } from '../src/database';

const aKit = (): NewBrandKit => {
  const { voice, lexicon, allowlist } = aBrandKit();
  return { id: uuidv7(), voice, lexicon, allowlist };
};

describe('brand kits', () => {
  const kits = new BrandKitsRepository();
  let opened: OpenedDatabase;

  beforeAll(async () => {
    opened = await openDatabase(museDatabase);
  });

  afterAll(() => opened.close());

  const of = (workspaceId: string) => ({
    replace: () =>
      opened.database.withTenant(workspaceId, { type: 'system', id: 'test' }, (tx) => kits.replace(tx, aKit())),
    active: () => opened.database.withTenant(workspaceId, { type: 'system', id: 'test' }, (tx) => kits.active(tx)),
  });

  it('are active one at a time, whoever writes them', async () => {
    const active = (number: number) => aBrandKit({ workspaceId: opened.workspaceId, number, isActive: true });
    const both = opened.inWorkspace((tx) => plant(tx, active(1), active(2)));
    await expect(both).rejects.toThrow(/brand_kits_one_active_key/);
  });

  it('replace each other in turn, from the first on', async () => {
    const workspaceId = uuidv7();
    const { replace, active } = of(workspaceId);
    expect(await active()).toBeNull();
    const numbers = await Promise.all([replace(), replace(), replace(), replace()]);
    expect(numbers.sort()).toEqual([1, 2, 3, 4]);
    expect(await active()).toMatchObject({ number: 4, isActive: true });
  });

  it('of one workspace are no concern of another', async () => {
    const [a, b] = [of(uuidv7()), of(uuidv7())];
    expect([await a.replace(), await b.replace()]).toEqual([1, 1]);
    expect((await a.active())?.id).not.toBe((await b.active())?.id);
  });
});
