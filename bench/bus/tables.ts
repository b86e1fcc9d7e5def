import { figureOf } from '../figures';
import { shown, table } from '../report';
import { sumOf, type ProcessorTime } from './arena';
import type { Extent, Latency, Throughput } from './measures';
import { CONCURRENCY } from './measures';
import type { BusResults } from './questions';

/** Everything measured, as Markdown. */
export function busTables(results: BusResults, { latencyRate, askRate, lowWaiting }: Extent): string {
  const urgent = new Map([['RaptorBus', results.urgentLatency]]);
  return [
    `publish -> consume -> acknowledge, 1 KB, ${CONCURRENCY} at once`,
    throughputTable(results.throughput, 'messages/s'),
    `latency at ${latencyRate.toLocaleString('en-US')} messages/s, from sending to the handler`,
    latencyTable(results.latency),
    `questions and answers, 1 KB each, ${CONCURRENCY} at once`,
    throughputTable(results.answers, 'questions/s'),
    `latency at ${askRate} questions/s, from asking to the answer`,
    latencyTable(results.answerLatency),
    `latency in the lane \`high\` while ${lowWaiting.toLocaleString('en-US')} wait in \`low\``,
    latencyTable(urgent),
  ].join('\n\n');
}

function throughputTable(results: ReadonlyMap<string, readonly Throughput[]>, unit: string): string {
  const rows = [...results].map(([name, rounds]) => {
    const cpu = (value: (time: ProcessorTime) => number, digits: number): string =>
      shown(figureOf(rounds.map(({ cpuPerMessage }) => value(cpuPerMessage))), digits);
    const part = (value: (time: ProcessorTime) => number): string => cpu(value, 0).replace(/ .*/, '');
    const parts = [
      ({ producer }: ProcessorTime) => producer,
      ({ consumer }: ProcessorTime) => consumer,
      ({ redis }: ProcessorTime) => redis,
    ];
    const lost = Math.max(...rounds.map(({ arrived }) => 1 - arrived));
    return [
      name,
      shown(figureOf(rounds.map(({ perSecond }) => perSecond)), 0),
      cpu(sumOf, 0),
      parts.map(part).join(' + '),
      lost > 0 ? `${(lost * 100).toFixed(2)} %` : 'none',
    ];
  });
  return table(['', `${unit}, median (min-max)`, 'CPU us each', 'sender + receiver + Redis', 'lost'], rows);
}

function latencyTable(results: ReadonlyMap<string, readonly Latency[]>): string {
  const rows = [...results].map(([name, rounds]) => [
    name,
    shown(figureOf(rounds.map(({ p50 }) => p50))),
    shown(figureOf(rounds.map(({ p99 }) => p99))),
  ]);
  return table(['', 'p50 ms, median (min-max)', 'p99 ms'], rows);
}
