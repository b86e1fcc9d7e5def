import { Injectable } from '@nestjs/common';
import type { PerformanceResponse, ReadPerformance } from '@raptor/contracts';
import { invalid, type Transaction } from '@raptor/persistence';
import { countsByChannel, seriesOf, type MeasuredDay } from '../craft/performance/channel-performance';
import { NOTHING, addCounts } from '../craft/performance/metrics';
import { MetricObservationsRepository } from './metric-observations.repository';
import { performanceFigures } from './observation.mapper';

const DAY_MS = 86_400_000;
const MOST_DAYS = 400;

/** What several subjects brought and cost together, by channel. */
@Injectable()
export class PerformanceService {
  constructor(private readonly observations: MetricObservationsRepository) {}

  /** @throws AppError REQUEST_INVALID for a span that ends before it begins, or is very long. */
  async read(tx: Transaction, asked: ReadPerformance): Promise<PerformanceResponse> {
    const [from, to] = [new Date(asked.from), new Date(asked.to)];
    const days = (to.getTime() - from.getTime()) / DAY_MS;
    if (days <= 0) throw invalid('from', 'must be before to');
    if (days > MOST_DAYS) throw invalid('from', `must not be over ${MOST_DAYS} days before to`);
    const measured = await this.measured(tx, asked, from, to);
    const counts = countsByChannel(measured);
    const { stepDays, series } = seriesOf(measured, from.toISOString().slice(0, 10));
    const channels = asked.subjects.flatMap(({ channel }) => (channel === undefined ? [] : [channel]));
    return {
      from: from.toISOString(),
      to: to.toISOString(),
      step_days: stepDays,
      total: performanceFigures([...counts.values()].reduce(addCounts, NOTHING)),
      channels: [...counts].map(([channel, each]) => ({ channel, ...performanceFigures(each) })),
      series: series.map(({ points, ...each }) => ({ ...each, points: points.map((point) => ({ ...point })) })),
      unmeasured: [...new Set(channels)].filter((channel) => !counts.has(channel)).toSorted(),
    };
  }

  private async measured(tx: Transaction, asked: ReadPerformance, from: Date, to: Date): Promise<MeasuredDay[]> {
    const channelOf = new Map(asked.subjects.map((each) => [keyOf(each.subject_type, each.subject_id), each.channel]));
    const subjects = asked.subjects.map((each) => ({ subjectType: each.subject_type, subjectId: each.subject_id }));
    const rows = await this.observations.daily(tx, subjects, from, to);
    return rows.map(({ subjectType, subjectId, ...day }) => ({
      ...day,
      channel: channelOf.get(keyOf(subjectType, subjectId)) ?? null,
    }));
  }
}

const keyOf = (type: string, id: string): string => `${type}:${id}`;
