import { Injectable } from '@nestjs/common';
import { TenantRepository, type Transaction } from '@raptor/persistence';
import { MoreThanOrEqual } from 'typeorm';
import { VisualDesignEntity } from './visual-design.entity';

@Injectable()
export class VisualDesignsRepository extends TenantRepository<VisualDesignEntity> {
  constructor() {
    super(VisualDesignEntity);
  }

  /** The pictures of one version that can be shown; of an asset that nobody has drawn, none. */
  async ofVersion(tx: Transaction, assetId: string, version: number): Promise<VisualDesignEntity[]> {
    const designs = await tx.find(VisualDesignEntity, { where: this.where(tx, { assetId }), order: { format: 'ASC' } });
    return designs.filter(({ spec, pngObject }) => spec['version'] === version && pngObject !== null);
  }

  /** Codes of the templates that were drawn with since then, each once. */
  async templatesUsedSince(tx: Transaction, since: Date): Promise<string[]> {
    const where = this.where(tx, { createdAt: MoreThanOrEqual(since) });
    const designs = await tx.find(VisualDesignEntity, { where, select: { templateCode: true } });
    return [...new Set(designs.map(({ templateCode }) => templateCode))];
  }
}
