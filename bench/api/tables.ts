import { figureOf } from '../figures';
import { shown, table, type Target } from '../report';
import type { Contender } from './contenders';
import type { Measured } from './load';

/** Process -> microseconds of processor time for each request. */
export type Costs = ReadonlyMap<string, number>;

type Rounds = ReadonlyMap<Contender, readonly Measured[]>;

const of = (rounds: Rounds, name: Contender, what: 'perSecond' | 'p50' | 'p95' | 'p99') =>
  figureOf((rounds.get(name) ?? []).map((round) => round[what]));

const failed = (measured: readonly Measured[]): number =>
  measured.reduce((sum, { answers }) => sum + notGood(answers), 0);

const notGood = (answers: ReadonlyMap<number, number>): number =>
  [...answers].reduce((sum, [status, count]) => sum + (status >= 200 && status < 300 ? 0 : count), 0);

export function apiTargets(rounds: Rounds, mixed: Measured): Target[] {
  const all = [...rounds.values()].flat();
  return [
    { what: 'signed-in read, a second', atLeast: 1_000, measured: of(rounds, 'read', 'perSecond') },
    { what: 'signed-in read, p95', atMost: 60, unit: 'ms', measured: of(rounds, 'read', 'p95') },
    { what: 'POST, a second', atLeast: 600, measured: of(rounds, 'POST', 'perSecond') },
    { what: 'POST, p95', atMost: 100, unit: 'ms', measured: of(rounds, 'POST', 'p95') },
    { what: 'mixed load, p95', atMost: 150, unit: 'ms', measured: figureOf([mixed.p95]) },
    { what: 'mixed load, answers that are not 2xx', atMost: 0, measured: figureOf([failed([mixed])]) },
    { what: 'other loads, answers that are not 2xx', atMost: 0, measured: figureOf([failed(all)]) },
  ];
}

export function loadTable(rounds: Rounds, mixed: Measured): string {
  const rows = [...rounds.keys()].map((name) => [
    name,
    shown(of(rounds, name, 'perSecond'), 0),
    ...(['p50', 'p95', 'p99'] as const).map((what) => `${shown(of(rounds, name, what), 1)} ms`),
  ]);
  const { perSecond, p50, p95, p99 } = mixed;
  const last = ['mixed', perSecond.toFixed(0), ...[p50, p95, p99].map((ms) => `${ms.toFixed(1)} ms`)];
  return table(['load', 'answers a second', 'p50', 'p95', 'p99'], [...rows, last]);
}

/** Where the processor's time goes, by the last round. */
export function costTable(costs: ReadonlyMap<string, Costs>): string {
  const names = [...costs.keys()].filter((name) => !name.startsWith('bare'));
  const processes = [...new Set(names.flatMap((name) => [...(costs.get(name)?.keys() ?? [])]))];
  const rows = processes.map((process) => [
    process,
    ...names.map((name) => `${(costs.get(name)?.get(process) ?? 0).toFixed(0)} us`),
  ]);
  return table(['processor time for each request', ...names], rows);
}

export const answersOf = ({ answers }: Measured): string =>
  [...answers]
    .sort(([one], [other]) => one - other)
    .map(([status, count]) => `${count} x ${status || 'none'}`)
    .join(', ');
