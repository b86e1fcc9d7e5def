import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { OBJECT_STORE, type ObjectStore } from '@raptor/agent-kit';
import { workspaceOf, type Transaction } from '@raptor/persistence';
import { v5 as uuidv5 } from 'uuid';
import { z } from 'zod';
import { pngOf } from '../craft/pictures/raster';
import { VisualDesignsRepository } from './visual-designs.repository';

/** What is kept of a drawing; whatever else its author says of it lies in the version. */
const drawing = z.object({
  format: z.string().regex(/^[a-z0-9_]{1,60}$/),
  templateCode: z.string().min(1),
  width: z.int().min(1),
  height: z.int().min(1),
  svg: z.string().startsWith('<svg '),
  altText: z.string().min(1),
  contrastRatio: z.number().nullable().default(null),
  spec: z.record(z.string(), z.unknown()).default({}),
});

/** A file in the object store, and what it must have in it. */
interface StoredFile {
  readonly object: string;
  readonly bytes: number;
  /** Lower-case hexadecimal. */
  readonly sha256: string;
}

/** Keeps the pictures of a version: drawing and raster as files, and a row that says where they are. */
@Injectable()
export class DesignKeeper {
  constructor(
    private readonly designs: VisualDesignsRepository,
    @Inject(OBJECT_STORE) private readonly objects: ObjectStore,
  ) {}

  /**
   * Files come first, so that no row points to nothing. Names follow from asset, version and format: an attempt that is repeated writes the same.
   * @returns how many pictures there are now; what is no drawing is left out.
   */
  async keep(tx: Transaction, assetId: string, version: number, designs: readonly unknown[]): Promise<number> {
    const drawings = designs.flatMap((each) => drawing.safeParse(each).data ?? []);
    for (const { svg, spec, ...design } of drawings) {
      const place = `${workspaceOf(tx)}/designs/${assetId}/v${version}-${design.format}`;
      const files = {
        svg: await this.stored(`${place}.svg`, Buffer.from(svg, 'utf8')),
        png: await this.stored(`${place}.png`, await pngOf(svg)),
      };
      await this.designs.insert(tx, {
        ...{ ...design, id: uuidv5(`design/v${version}/${design.format}`, assetId), assetId, svg },
        ...{ pngObject: files.png.object, canvaDesignId: null, spec: { ...spec, version, files } },
      });
    }
    return drawings.length;
  }

  private async stored(object: string, content: Buffer): Promise<StoredFile> {
    await this.objects.put(object, content);
    return { object, bytes: content.byteLength, sha256: createHash('sha256').update(content).digest('hex') };
  }
}
