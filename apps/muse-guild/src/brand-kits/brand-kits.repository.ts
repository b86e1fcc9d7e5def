import { Injectable } from '@nestjs/common';
import { TenantRepository, workspaceOf, type NewRow, type Transaction } from '@raptor/persistence';
import { BrandKitEntity } from './brand-kit.entity';

export type NewBrandKit = Omit<NewRow<BrandKitEntity>, 'number' | 'isActive'>;

@Injectable()
export class BrandKitsRepository extends TenantRepository<BrandKitEntity> {
  constructor() {
    super(BrandKitEntity);
  }

  active(tx: Transaction): Promise<BrandKitEntity | null> {
    return tx.findOneBy(BrandKitEntity, this.where(tx, { isActive: true }));
  }

  /** Makes this the active kit; the one before is kept. Writers take turns. @returns its number. */
  async replace(tx: Transaction, kit: NewBrandKit): Promise<number> {
    // No row to lock: the first kit of a workspace has writers, too.
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 0))`, [`brand kit of ${workspaceOf(tx)}`]);
    const last = await tx.maximum(BrandKitEntity, 'number', this.where(tx, {}));
    const number = (last ?? 0) + 1;
    await tx.update(BrandKitEntity, this.where(tx, { isActive: true }), { isActive: false });
    await this.insert(tx, { ...kit, number, isActive: true } as NewRow<BrandKitEntity>);
    return number;
  }
}
