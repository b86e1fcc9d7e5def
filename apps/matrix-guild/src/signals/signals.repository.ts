import { Injectable } from '@nestjs/common';
import { TenantRepository, workspaceOf, type NewRow, type Transaction } from '@raptor/persistence';
import { Between, MoreThanOrEqual, Raw } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { SignalEntity } from './signal.entity';

@Injectable()
export class SignalsRepository extends TenantRepository<SignalEntity> {
  constructor() {
    super(SignalEntity, { detected_at: 'detectedAt' });
  }

  /** @returns false when a signal with this content is there already; then nothing is stored. */
  async note(tx: Transaction, signal: NewRow<SignalEntity>): Promise<boolean> {
    const row = { ...signal, workspaceId: workspaceOf(tx) } as QueryDeepPartialEntity<SignalEntity>;
    const { raw } = await tx
      .createQueryBuilder()
      .insert()
      .into(SignalEntity)
      .values(row)
      .orIgnore()
      .updateEntity(false)
      .returning('id')
      .execute();
    return (raw as unknown[]).length === 1;
  }

  /** Up to 10,000 noticed from the one moment to the other, both included, the newest first. */
  between(tx: Transaction, from: Date, to: Date): Promise<SignalEntity[]> {
    return tx.find(SignalEntity, {
      where: this.where(tx, { detectedAt: Between(from, to) }),
      order: { detectedAt: 'DESC', id: 'DESC' },
      take: 10_000,
    });
  }

  /**
   * The newest signal since then whose SimHash differs in that many bits at most. Walks that span of time: the caller
   * keeps it to days.
   */
  nearest(tx: Transaction, simhash: string, bits: number, since: Date): Promise<SignalEntity | null> {
    const isNear = Raw((column) => `bit_count((${column} # :simhash::bigint)::bit(64)) <= :bits`, { simhash, bits });
    return tx.findOne(SignalEntity, {
      where: this.where(tx, { detectedAt: MoreThanOrEqual(since), simhash: isNear }),
      order: { detectedAt: 'DESC', id: 'DESC' },
    });
  }
}
