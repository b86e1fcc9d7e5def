import { Injectable } from '@nestjs/common';
import type { AssetState } from '@raptor/contracts';
import { TenantRepository, type Page, type PageRequest, type Transaction } from '@raptor/persistence';
import { ArrayContains, Raw, type FindOptionsWhere } from 'typeorm';
import { AssetEntity } from './asset.entity';

/** What is left out or undefined is not asked for. */
export interface AssetSearch {
  readonly campaignId?: string | undefined;
  readonly state?: AssetState | undefined;
  readonly kind?: string | undefined;
  readonly channel?: string | undefined;
  readonly tag?: string | undefined;
  /** Somewhere in the title, whatever the case. */
  readonly words?: string | undefined;
}

@Injectable()
export class AssetsRepository extends TenantRepository<AssetEntity> {
  constructor() {
    super(AssetEntity, { title: 'title' });
  }

  search(tx: Transaction, { tag, words, ...equal }: AssetSearch, request?: PageRequest): Promise<Page<AssetEntity>> {
    const asked = Object.entries(equal).filter(([, value]) => value !== undefined);
    const like: FindOptionsWhere<AssetEntity> = {
      ...Object.fromEntries(asked),
      ...(tag !== undefined && { tags: ArrayContains([tag]) }),
      ...(words !== undefined && {
        title: Raw((title) => `position(lower(:words) IN lower(${title})) > 0`, { words }),
      }),
    };
    return this.list(tx, request, like);
  }

  /** @returns false when it was not, or not any more, in the state `from`. */
  async move(tx: Transaction, id: string, from: AssetState, to: AssetState): Promise<boolean> {
    const { affected } = await tx.update(AssetEntity, this.where(tx, { id, state: from }), { state: to });
    return affected === 1;
  }
}
