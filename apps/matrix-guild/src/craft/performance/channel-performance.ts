import { COUNTED_METRICS, isCounted } from './metric-names';
import { NOTHING, addCounts, type Counts } from './metrics';

/** What a metric came to on a day, for a channel; null: for the whole. */
export interface MeasuredDay {
  readonly channel: string | null;
  readonly metric: string;
  /** ISO 8601, UTC. */
  readonly day: string;
  readonly sum: number;
  readonly times: number;
}

export interface Series {
  readonly channel: string | null;
  readonly metric: string;
  readonly measure: 'sum' | 'mean';
  readonly points: readonly { readonly day: string; readonly value: number }[];
}

const DAY_MS = 86_400_000;
/** Days, a week, four weeks, a quarter: the shortest whose points can travel together. */
const STEPS = [1, 7, 28, 91];
const MOST_POINTS = 4_000;
const MOST_SERIES = 200;

/** Counts by channel, the whole last; what is not counted is in the series alone. */
export function countsByChannel(days: readonly MeasuredDay[]): Map<string | null, Counts> {
  const found = new Map<string | null, Counts>();
  for (const { channel, metric, sum } of days) {
    const field = isCounted(metric) ? COUNTED_METRICS[metric] : undefined;
    const before = found.get(channel) ?? NOTHING;
    found.set(channel, field ? addCounts(before, { ...NOTHING, [field]: sum }) : before);
  }
  return new Map([...found].toSorted(([a], [b]) => byChannel(a, b)));
}

/** A series for each channel and metric, in steps of so many days from the first day on. At most 200 of them. */
export function seriesOf(days: readonly MeasuredDay[], firstDay: string): { stepDays: number; series: Series[] } {
  const groups = groupedBy(days, ({ channel, metric }) => JSON.stringify([channel, metric]));
  const told = [...groups.values()]
    .toSorted(([a], [b]) => (a && b ? byChannel(a.channel, b.channel) || a.metric.localeCompare(b.metric) : 0))
    .slice(0, MOST_SERIES);
  for (const stepDays of STEPS) {
    const series = told.flatMap((group) => oneSeries(group, firstDay, stepDays));
    const points = series.reduce((sum, each) => sum + each.points.length, 0);
    if (points <= MOST_POINTS || stepDays === STEPS.at(-1)) return { stepDays, series };
  }
  return { stepDays: 1, series: [] };
}

function oneSeries(days: readonly MeasuredDay[], firstDay: string, stepDays: number): Series[] {
  const [first] = days;
  if (!first) return [];
  const measure = isCounted(first.metric) ? 'sum' : 'mean';
  const steps = groupedBy(days, ({ day }) => stepStart(day, firstDay, stepDays));
  const points = [...steps]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([day, within]) => ({ day, value: measure === 'sum' ? total(within, 'sum') : meanOf(within) }));
  return [{ channel: first.channel, metric: first.metric, measure, points }];
}

function stepStart(day: string, firstDay: string, stepDays: number): string {
  const passed = Math.floor((Date.parse(day) - Date.parse(firstDay)) / DAY_MS);
  const start = Date.parse(firstDay) + Math.floor(passed / stepDays) * stepDays * DAY_MS;
  return new Date(start).toISOString().slice(0, 10);
}

const total = (days: readonly MeasuredDay[], field: 'sum' | 'times'): number =>
  days.reduce((sum, each) => sum + each[field], 0);

const meanOf = (days: readonly MeasuredDay[]): number => {
  const times = total(days, 'times');
  return times === 0 ? 0 : Number((total(days, 'sum') / times).toPrecision(12));
};

const byChannel = (a: string | null, b: string | null): number =>
  a === b ? 0 : a === null ? 1 : b === null ? -1 : a.localeCompare(b);

function groupedBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
