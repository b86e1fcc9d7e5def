import { countsByChannel, seriesOf, type MeasuredDay } from './channel-performance';

const aDay = (metric: string, day: string, sum: number, channel: string | null = 'email', times = 1): MeasuredDay => ({
  ...{ channel, metric, day, sum, times },
});

describe('counts by channel', () => {
  it('add up what is counted, the whole last', () => {
    const counts = countsByChannel([
      aDay('clicks', '2027-03-01', 5, null),
      aDay('clicks', '2027-03-01', 2),
      aDay('clicks', '2027-03-02', 3),
      aDay('cost_micro_usd', '2027-03-02', 1_000),
      aDay('bounce_rate', '2027-03-02', 0.5, 'blog'),
    ]);
    expect([...counts].map(([channel, { clicks, costMicroUsd }]) => [channel, clicks, costMicroUsd])).toEqual([
      ['blog', 0, 0],
      ['email', 5, 1_000],
      [null, 5, 0],
    ]);
  });
});

describe('series', () => {
  it('add up counts, and take the mean of everything else', () => {
    const { stepDays, series } = seriesOf(
      [
        aDay('clicks', '2027-03-02', 3),
        aDay('clicks', '2027-03-01', 2),
        aDay('bounce_rate', '2027-03-01', 1.5, 'email', 3),
      ],
      '2027-03-01',
    );
    expect(stepDays).toBe(1);
    expect(series).toEqual([
      { channel: 'email', metric: 'bounce_rate', measure: 'mean', points: [{ day: '2027-03-01', value: 0.5 }] },
      {
        ...{ channel: 'email', metric: 'clicks', measure: 'sum' },
        points: [
          { day: '2027-03-01', value: 2 },
          { day: '2027-03-02', value: 3 },
        ],
      },
    ]);
  });

  it('have longer steps where there would be too many points', () => {
    const days = Array.from({ length: 365 }, (_each, index) =>
      new Date(Date.UTC(2027, 0, 1 + index)).toISOString().slice(0, 10),
    );
    const metrics = Array.from({ length: 20 }, (_each, index) => `metric_${index}`);
    const { stepDays, series } = seriesOf(
      metrics.flatMap((metric) => days.map((day) => aDay(metric, day, 1))),
      '2027-01-01',
    );
    expect(stepDays).toBe(7);
    expect(series[0]?.points).toHaveLength(53);
    expect(series[0]?.points[1]?.day).toBe('2027-01-08');
  });

  it('of nothing are none', () => {
    expect(seriesOf([], '2027-01-01')).toEqual({ stepDays: 1, series: [] });
  });
});
