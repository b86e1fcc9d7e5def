import { createHash } from 'node:crypto';
import type { ObjectStore } from '@raptor/agent-kit';
import { anAsset, openDatabase, plant, type OpenedDatabase } from '@raptor/testing/builders';
import { visualDesigner } from '../src/agents/visual-designers/muse-011.visual-designer.agent';
import { visualTask, type VisualAnswer } from '../src/agents/visual-designers/muse-011.schema';
import { museDatabase } from '../src/database';
import { DesignKeeper } from '../src/visual-designs/design-keeper.service';
import { VisualDesignsRepository } from '../src/visual-designs/visual-designs.repository';

describe('pictures, as they are kept', () => {
  const objects = new Map<string, Buffer>();
  const store: ObjectStore = {
    put: async (key, content) => void objects.set(key, Buffer.from(content)),
    get: async (key) => objects.get(key),
    removeWorkspace: async () => 0,
  };
  const designs = new VisualDesignsRepository();
  const keeper = new DesignKeeper(designs, store);
  let opened: OpenedDatabase;

  beforeAll(async () => {
    opened = await openDatabase(museDatabase);
  });

  afterAll(() => opened.close());

  const drawn = (): VisualAnswer =>
    visualDesigner.floor(
      visualTask.parse({
        ...{ company: 'Tally', headline: 'Invoices paid sooner', callToAction: 'Start free' },
        formats: ['x_card', 'instagram_square'],
      }),
      { items: [], lacking: [] },
    );

  it('are rows that say where drawing and raster lie, and what is in them', async () => {
    const { workspaceId } = opened;
    const asset = anAsset({ workspaceId });
    const answer = drawn();
    const rows = await opened.inWorkspace(async (tx) => {
      await plant(tx, asset);
      expect(await keeper.keep(tx, asset.id, 1, [...answer.designs, { format: '../x', svg: 'none' }])).toBe(2);
      return designs.ofVersion(tx, asset.id, 1);
    });
    expect(rows.map(({ format, width, height }) => [format, width, height])).toEqual([
      ['instagram_square', 1_080, 1_080],
      ['x_card', 1_200, 675],
    ]);
    for (const { svg, pngObject, spec, altText, contrastRatio } of rows) {
      const { files } = spec as { files: Record<'svg' | 'png', { object: string; bytes: number; sha256: string }> };
      expect(files.png.object).toBe(pngObject);
      for (const { object, bytes, sha256 } of Object.values(files)) {
        const content = objects.get(object) ?? Buffer.alloc(0);
        expect([object.startsWith(workspaceId), content.byteLength]).toEqual([true, bytes]);
        expect(createHash('sha256').update(content).digest('hex')).toBe(sha256);
      }
      expect(objects.get(files.svg.object)?.toString('utf8')).toBe(svg);
      expect(objects.get(files.png.object)?.subarray(1, 4).toString('latin1')).toBe('PNG');
      expect([altText, (contrastRatio ?? 0) >= 4.5]).toEqual([answer.words.altText, true]);
    }
  });

  it('are those of their version', async () => {
    const asset = anAsset({ workspaceId: opened.workspaceId });
    await opened.inWorkspace(async (tx) => {
      await plant(tx, asset);
      await keeper.keep(tx, asset.id, 1, drawn().designs);
      await keeper.keep(tx, asset.id, 2, drawn().designs.slice(0, 1));
      expect((await designs.ofVersion(tx, asset.id, 2)).map(({ format }) => format)).toEqual(['x_card']);
      expect(await designs.ofVersion(tx, asset.id, 3)).toEqual([]);
    });
  });
});
