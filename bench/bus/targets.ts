import { figureOf, ratioOf } from '../figures';
import type { Target } from '../report';
import { sumOf } from './arena';
import type { Latency, Throughput } from './measures';
import type { BusResults } from './questions';

const perSecond = ({ perSecond }: Throughput): number => perSecond;
const cpu = ({ cpuPerMessage }: Throughput): number => sumOf(cpuPerMessage);
const p50 = ({ p50 }: Latency): number => p50;
const p99 = ({ p99 }: Latency): number => p99;

/** What the bus is held to, with the whole of it switched on. */
export function busTargets(results: BusResults): Target[] {
  const { throughput, latency, answers, answerLatency, urgentLatency } = results;
  const versus = <Name, T>(
    measured: ReadonlyMap<Name, readonly T[]>,
    ours: Name,
    theirs: Name,
    value: (result: T) => number,
  ) => ratioOf((measured.get(ours) ?? []).map(value), (measured.get(theirs) ?? []).map(value));
  return [
    {
      what: 'messages/s against BullMQ add',
      atLeast: 3,
      measured: versus(throughput, 'RaptorBus', 'BullMQ add', perSecond),
      unit: 'x',
    },
    {
      what: 'messages/s against raw streams',
      atLeast: 0.5,
      measured: versus(throughput, 'RaptorBus', 'raw streams', perSecond),
      unit: 'x',
    },
    {
      what: 'messages/s against Nest Redis emit',
      atLeast: 1,
      measured: versus(throughput, 'RaptorBus', 'Nest Redis emit', perSecond),
      unit: 'x',
    },
    {
      what: 'processor time against BullMQ add',
      atMost: 0.35,
      measured: versus(throughput, 'RaptorBus', 'BullMQ add', cpu),
      unit: 'x',
    },
    { what: 'latency p50 against BullMQ', atMost: 1, measured: versus(latency, 'RaptorBus', 'BullMQ', p50), unit: 'x' },
    { what: 'latency p99 against BullMQ', atMost: 1, measured: versus(latency, 'RaptorBus', 'BullMQ', p99), unit: 'x' },
    {
      what: 'questions/s against Nest Redis send',
      atLeast: 1.5,
      measured: versus(answers, 'RaptorBus', 'Nest Redis', perSecond),
      unit: 'x',
    },
    {
      what: 'question to answer, p50',
      atMost: 1,
      measured: figureOf((answerLatency.get('RaptorBus') ?? []).map(p50)),
      unit: 'ms',
    },
    { what: 'urgent while others wait, p50', atMost: 5, measured: figureOf(urgentLatency.map(p50)), unit: 'ms' },
  ];
}
