import { table, type Target } from '../report';
import { rateOf, type Hits } from './hits';
import type { Overhead, Spread } from './overhead';

const ms = ({ p50, p95 }: Spread): string[] => [p50.toFixed(2), p95.toFixed(2)];

/** What the runner may add, at most, in 95 of 100 runs. */
const MOST_MS = 5;
const LEAST_HITS = 0.6;

export function overheadTable(overheads: readonly Overhead[]): string {
  const rows = overheads.flatMap(({ agent, what, runs, strange, whole, beyond, own, parts }) => [
    [`${agent}: ${what}`, 'whole run', ...ms(whole), String(runs), strange === 0 ? '' : `${strange} not as wanted`],
    ['', 'beyond gather and the vendor', ...ms(beyond), '', ''],
    ['', 'the runner alone', ...ms(own), '', ''],
    ...Object.entries(parts).map(([part, spread]) => ['', `- ${part}`, ...ms(spread), '', '']),
  ]);
  return table(['agent', 'ms', 'p50', 'p95', 'runs', ''], rows);
}

export function hitTable(agents: readonly Hits[], sums: readonly Hits[]): string {
  const rows = [...agents, ...sums].map((hits) => [
    hits.agent,
    ...[hits.asked, hits.isNew, hits.hits, hits.expired, hits.neverKept].map(String),
    hits.isCacheable ? `${Math.round(rateOf(hits) * 100)} %` : 'keeps none',
  ]);
  return table(['agent', 'asked', 'new', 'hits', 'expired', 'never kept', 'hit rate'], rows);
}

const only = (value: number) => ({ median: value, min: value, max: value });

export const overheadTargets = (overheads: readonly Overhead[]): Target[] =>
  overheads.flatMap(({ agent, own, beyond }) => [
    { what: `${agent}, the runner alone, p95`, atMost: MOST_MS, measured: only(own.p95), unit: 'ms' },
    { what: `${agent}, with recall and money, p95`, atMost: MOST_MS, measured: only(beyond.p95), unit: 'ms' },
  ]);

export const hitTargets = (sums: readonly Hits[]): Target[] =>
  sums.map((hits) => ({ what: `cache hits, ${hits.agent}`, atLeast: LEAST_HITS, measured: only(rateOf(hits)) }));
