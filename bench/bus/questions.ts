import { interleaved } from '../rounds';
import type { Arena } from './arena';
import type { ContenderName } from './contenders';
import {
  answerLatency,
  answers,
  latency,
  throughput,
  urgentLatency,
  type Extent,
  type Latency,
  type Throughput,
} from './measures';

/** Ways to publish: a contender, one message at a time or in hundreds. */
const PUBLISHERS = {
  'raw streams': { name: 'raw streams', bulk: false },
  RaptorBus: { name: 'RaptorBus', bulk: false },
  'RaptorBus bare': { name: 'RaptorBus bare', bulk: false },
  'BullMQ add': { name: 'BullMQ', bulk: false },
  'BullMQ addBulk 100': { name: 'BullMQ', bulk: true },
  'Nest Redis emit': { name: 'Nest Redis', bulk: false },
} as const satisfies Record<string, { name: ContenderName; bulk: boolean }>;

export type Publisher = keyof typeof PUBLISHERS;

export const STEADY = ['raw streams', 'RaptorBus', 'BullMQ', 'Nest Redis'] as const satisfies ContenderName[];
export const ASKED = ['raw streams', 'RaptorBus', 'Nest Redis'] as const satisfies ContenderName[];

export type Steady = (typeof STEADY)[number];
export type Asked = (typeof ASKED)[number];

/** By name, a result per round. */
export interface BusResults {
  readonly throughput: ReadonlyMap<Publisher, readonly Throughput[]>;
  readonly latency: ReadonlyMap<Steady, readonly Latency[]>;
  readonly answers: ReadonlyMap<Asked, readonly Throughput[]>;
  readonly answerLatency: ReadonlyMap<Asked, readonly Latency[]>;
  readonly urgentLatency: readonly Latency[];
}

/** Puts every question to everyone concerned. The first, shorter time is not counted: code is compiled and connections are known. */
export async function askAll(
  arena: Arena,
  rounds: number,
  extent: Extent,
  tell: (text: string) => void,
): Promise<BusResults> {
  const publishers = Object.keys(PUBLISHERS) as Publisher[];
  const { seconds, warmUpSeconds } = extent;
  const publish = (publisher: Publisher, forSeconds: number): Promise<Throughput> => {
    const { name, bulk } = PUBLISHERS[publisher];
    return throughput(arena, name, forSeconds, bulk);
  };
  const told = <Name extends string, T>(question: string, measure: (name: Name) => Promise<T>) => {
    return (name: Name, round: number): Promise<T> => {
      tell(`round ${round + 1} of ${rounds}: ${question}, ${name}`);
      return measure(name);
    };
  };

  for (const publisher of publishers) await publish(publisher, warmUpSeconds);
  for (const name of ASKED) await answers(arena, name, warmUpSeconds);
  return {
    throughput: await interleaved(
      rounds,
      publishers,
      told('throughput', (publisher) => publish(publisher, seconds)),
    ),
    latency: await interleaved(
      rounds,
      STEADY,
      told('latency', (name) => latency(arena, name, extent)),
    ),
    answers: await interleaved(
      rounds,
      ASKED,
      told('questions', (name) => answers(arena, name, seconds)),
    ),
    answerLatency: await interleaved(
      rounds,
      ASKED,
      told('latency of questions', (name) => answerLatency(arena, name, extent)),
    ),
    urgentLatency: await urgent(),
  };

  async function urgent(): Promise<readonly Latency[]> {
    const results = await interleaved(
      rounds,
      ['RaptorBus'] as const,
      told('urgent among waiting', (name) => urgentLatency(arena, name, extent)),
    );
    return results.get('RaptorBus') ?? [];
  }
}
