import { Injectable } from '@nestjs/common';
import type { Transaction } from '@raptor/persistence';
import { LessThanOrEqual } from 'typeorm';
import { PolicyPackEntity } from './policy-pack.entity';

/** Reads only; any handle of the database will do. */
@Injectable()
export class PolicyPacksRepository {
  all(tx: Transaction): Promise<PolicyPackEntity[]> {
    return tx.find(PolicyPackEntity, { order: { platform: 'ASC', effectiveFrom: 'ASC', version: 'ASC' } });
  }

  find(tx: Transaction, platform: string, version: string): Promise<PolicyPackEntity | null> {
    return tx.findOneBy(PolicyPackEntity, { platform, version });
  }

  /** The pack of a platform that holds on that day (`2026-03-01`); null when there is none yet. */
  inForce(tx: Transaction, platform: string, day: string): Promise<PolicyPackEntity | null> {
    return tx.findOne(PolicyPackEntity, {
      where: { platform, effectiveFrom: LessThanOrEqual(day) },
      order: { effectiveFrom: 'DESC', version: 'DESC' },
    });
  }
}
