import { TenantRow } from '@raptor/persistence';
import { Check, Column, Entity, Index } from 'typeorm';

export interface ForecastPoint {
  /** Day, as `2026-03-01`. */
  readonly on: string;
  readonly value: number;
  /** The ends of the interval. */
  readonly low: number;
  readonly high: number;
}

/** What a metric is expected to do, and how good the method was at that before. */
@Entity({ name: 'forecasts' })
@Index(['workspaceId', 'createdAt', 'id'])
@Index(['workspaceId', 'subject', 'metric', 'createdAt'])
@Check('forecasts_subject_check', 'char_length(subject) BETWEEN 1 AND 200')
@Check('forecasts_metric_check', 'char_length(metric) BETWEEN 1 AND 100')
@Check('forecasts_method_check', `method <> ''`)
@Check('forecasts_horizon_check', 'horizon BETWEEN 1 AND 3660')
@Check('forecasts_interval_check', '"interval" > 0 AND "interval" < 1')
@Check('forecasts_backtest_mape_check', 'backtest_mape >= 0')
@Check('forecasts_brier_check', 'brier BETWEEN 0 AND 1')
export class ForecastEntity extends TenantRow {
  @Column('text') subject!: string;
  @Column('text') metric!: string;
  @Column('text') method!: string;
  /** Days ahead. */
  @Column('integer') horizon!: number;
  @Column('jsonb') points!: ForecastPoint[];
  /** Share of outcomes that should fall between low and high: 0.8. */
  @Column('double precision') interval!: number;
  /** Mean error on the past as a share of the value; null where there was too little past. */
  @Column('double precision', { nullable: true }) backtestMape!: number | null;
  /** Once the outcome is known: 0 is perfect. */
  @Column('double precision', { nullable: true }) brier!: number | null;
}
