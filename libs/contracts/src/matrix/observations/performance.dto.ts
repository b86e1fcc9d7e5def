import { ApiProperty } from '@nestjs/swagger';

/** A share with its 95 % interval. */
export class MeasuredRate {
  @ApiProperty() value!: number;
  @ApiProperty() low!: number;
  @ApiProperty() high!: number;
}

export class PerformanceFigures {
  @ApiProperty() impressions!: number;
  @ApiProperty() clicks!: number;
  @ApiProperty() conversions!: number;
  @ApiProperty({ type: 'integer' }) cost_micro_usd!: number;
  @ApiProperty({ type: 'integer' }) revenue_micro_usd!: number;
  @ApiProperty({ type: MeasuredRate, nullable: true, description: 'Clicks per impression; null: unknown' })
  ctr!: MeasuredRate | null;
  @ApiProperty({ type: MeasuredRate, nullable: true, description: 'Conversions per click; null: unknown' })
  cvr!: MeasuredRate | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Cost per click' }) cpc_micro_usd!: number | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Cost per conversion' }) cpa_micro_usd!: number | null;
  @ApiProperty({ type: 'integer', nullable: true, description: 'Cost per thousand impressions' })
  cpm_micro_usd!: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Revenue per money spent' }) roas!: number | null;
}

const CHANNEL = 'Null: told of the campaign as a whole';

export class ChannelPerformance extends PerformanceFigures {
  @ApiProperty({ type: String, nullable: true, description: CHANNEL }) channel!: string | null;
}

export class SeriesPoint {
  @ApiProperty({ format: 'date', description: 'The first day of the step, in UTC' }) day!: string;
  @ApiProperty() value!: number;
}

export const SERIES_MEASURES = ['sum', 'mean'] as const;
export type SeriesMeasure = (typeof SERIES_MEASURES)[number];

export class MetricSeries {
  @ApiProperty({ type: String, nullable: true, description: CHANNEL }) channel!: string | null;
  @ApiProperty({ example: 'clicks' }) metric!: string;
  @ApiProperty({ enum: SERIES_MEASURES, description: 'Counts add up; of other metrics it is the mean of the step' })
  measure!: SeriesMeasure;
  @ApiProperty({ type: [SeriesPoint], description: 'The earliest first; steps without an observation are left out' })
  points!: SeriesPoint[];
}

export class PerformanceResponse {
  @ApiProperty({ format: 'date-time' }) from!: string;
  @ApiProperty({ format: 'date-time', description: 'Not included' }) to!: string;
  @ApiProperty({ type: 'integer', description: 'How many days a step of the series has' }) step_days!: number;
  @ApiProperty({ type: PerformanceFigures, description: 'All channels, and what was told of the campaign as a whole' })
  total!: PerformanceFigures;
  @ApiProperty({ type: [ChannelPerformance] }) channels!: ChannelPerformance[];
  @ApiProperty({ type: [MetricSeries] }) series!: MetricSeries[];
  @ApiProperty({ type: [String], description: 'Channels without a single observation in the span' })
  unmeasured!: string[];
}

export class CampaignPerformanceResponse extends PerformanceResponse {
  @ApiProperty({ format: 'uuid' }) campaign_id!: string;
}
