import { Injectable } from '@nestjs/common';
import { TenantRepository, type Transaction } from '@raptor/persistence';
import { IsNull } from 'typeorm';
import { ForecastEntity } from './forecast.entity';

export interface TrackRecord {
  readonly forecasts: number;
  /** Means over the forecasts that have one; null when none has. */
  readonly mape: number | null;
  readonly brier: number | null;
}

@Injectable()
export class ForecastsRepository extends TenantRepository<ForecastEntity> {
  constructor() {
    super(ForecastEntity);
  }

  latest(tx: Transaction, subject: string, metric: string): Promise<ForecastEntity | null> {
    const where = this.where(tx, { subject, metric });
    return tx.findOne(ForecastEntity, { where, order: { createdAt: 'DESC', id: 'DESC' } });
  }

  /** Notes how well it did. @returns false when it was scored before: the first score stands. */
  async score(tx: Transaction, id: string, brier: number): Promise<boolean> {
    const { affected } = await tx.update(ForecastEntity, this.where(tx, { id, brier: IsNull() }), { brier });
    return affected === 1;
  }

  /** How forecasts of this metric by this method have done so far. */
  async trackRecord(tx: Transaction, metric: string, method: string): Promise<TrackRecord> {
    const record = await tx
      .createQueryBuilder(ForecastEntity, 'forecast')
      .select('count(*)::int', 'forecasts')
      .addSelect('avg(forecast.backtestMape)', 'mape')
      .addSelect('avg(forecast.brier)', 'brier')
      .where(this.where(tx, { metric, method }))
      .getRawOne<TrackRecord>();
    return record ?? { forecasts: 0, mape: null, brier: null };
  }
}
