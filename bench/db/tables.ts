import { figureOf, ratioOf, type Figure } from '../figures';
import { isMet, shown, table, type Target } from '../report';
import type { Growth } from './growth';
import { WAYS, type HandleCost } from './handle-cost';
import type { Plan } from './plans';
import type { Timing } from './timing';
import type { WallCost } from './wall-cost';

/** Ratio of many rows to few: above it a question is not flat. */
export const FLAT = 1.2;

const p50 = ({ p50 }: Timing): number => p50;
const p95 = ({ p95 }: Timing): number => p95;
const cpu = ({ cpu: { client, postgres } }: Timing): number => client + postgres;

const of = (timings: readonly Timing[], value: (timing: Timing) => number): Figure => figureOf(timings.map(value));
const ratio = (ours: readonly Timing[], theirs: readonly Timing[], value: (timing: Timing) => number): Figure =>
  ratioOf(ours.map(value), theirs.map(value));
const middle = (figure: Figure, digits = 2): string =>
  shown({ ...figure, min: figure.median, max: figure.median }, digits);

const parts = (timings: readonly Timing[]): string =>
  [({ cpu }: Timing) => cpu.client, ({ cpu }: Timing) => cpu.postgres]
    .map((part) => middle(of(timings, part), 0))
    .join(' + ');

const TIMES = ['p50 ms, median (min-max)', 'p95 ms', 'each second', 'CPU us each: client + Postgres'];
const timesOf = (timings: readonly Timing[]): string[] => [
  shown(of(timings, p50)),
  middle(of(timings, p95)),
  middle(
    of(timings, ({ perSecond }) => perSecond),
    0,
  ),
  parts(timings),
];

export function handleTable(costs: readonly HandleCost[]): string {
  const rows = costs.map((each) => {
    const { statement, way, atOnce, roundTrips, timings } = each;
    const bare = costs.find(
      (other) => other.way === WAYS[0] && other.statement === statement && other.atOnce === atOnce,
    );
    const against = bare === each || !bare ? '' : `${shown(ratio(timings, bare.timings, p50))} x`;
    return [statement, `${atOnce}`, way, roundTrips.toFixed(2), ...timesOf(timings), against];
  });
  return table(['', 'at once', 'way', 'round trips', ...TIMES, 'p50 against bare'], rows);
}

export function wallTable(costs: readonly WallCost[]): string {
  const rows = costs.map((each) => {
    const { deed, walls, atOnce, timings } = each;
    const open = costs.find((other) => other.walls === 'without' && other.deed === deed && other.atOnce === atOnce);
    const against = (value: (timing: Timing) => number): string =>
      walls === 'without' || !open ? '' : `${shown(ratio(timings, open.timings, value))} x`;
    return [deed, `${atOnce}`, walls, ...timesOf(timings), against(p50), against(cpu)];
  });
  return table(['', 'at once', 'row level security', ...TIMES, 'p50 with / without', 'CPU'], rows);
}

/** Two for each question and number at once. */
export function growthTargets({ question, atOnce, few, many }: Growth): readonly [p50: Target, p95: Target] {
  const target = (name: string, value: (timing: Timing) => number): Target => ({
    what: `${question}, ${atOnce} at once, ${name} of many rows against few`,
    atMost: FLAT,
    measured: ratio(many, few, value),
    unit: 'x',
  });
  return [target('p50', p50), target('p95', p95)];
}

export function growthTable(growth: readonly Growth[], few: string, many: string): string {
  const rows = growth.map((each) => {
    const verdict = (target: Target): string => (isMet(target) ? 'met' : 'NOT met');
    const [middling, late] = growthTargets(each);
    return [
      each.question,
      `${each.atOnce}`,
      shown(of(each.few, p50)),
      shown(of(each.many, p50)),
      `${shown(middling.measured)} x`,
      verdict(middling),
      shown(of(each.few, p95)),
      shown(of(each.many, p95)),
      `${shown(late.measured)} x`,
      verdict(late),
    ];
  });
  const flat = `<= ${FLAT} x`;
  const head = ['', 'at once', `p50 ms, ${few}`, many, 'ratio', flat, `p95 ms, ${few}`, many, 'ratio', flat];
  return table(head, rows);
}

export function planTable(plans: readonly Plan[]): string {
  const rows = plans.map(({ question, indexes, read, answered, pages, findings }) => [
    question,
    indexes.join(', ') || 'none',
    `${read}`,
    `${answered}`,
    `${pages}`,
    findings.join('; ') || 'none',
  ]);
  return table(['', 'index', 'rows read', 'answered', 'pages', 'findings'], rows);
}
