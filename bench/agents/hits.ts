import type { Played } from './replay';

/** What became of the questions to one agent. */
export interface Hits {
  readonly agent: string;
  readonly isCacheable: boolean;
  readonly asked: number;
  readonly isNew: number;
  /** Answered from the cache. */
  readonly hits: number;
  /** Asked before, kept for a while, and forgotten by then. */
  readonly expired: number;
  /** Asked before and never kept: what the agent had said was less than it can, or memories could not be consulted. */
  readonly neverKept: number;
}

/** What a question came to, for whoever counts. */
export type PlayedBriefly = Pick<Played, 'key' | 'mode' | 'isCacheable'> & {
  readonly ask: Pick<Played['ask'], 'agentCode' | 'isNew'>;
  /** Whether the answer that was made was one that is kept. */
  readonly wasKept: boolean;
};

export function hitsByAgent(played: readonly PlayedBriefly[]): Hits[] {
  const agents = [...new Set(played.map(({ ask }) => ask.agentCode))].sort();
  return agents.map((agent) =>
    hitsOf(
      agent,
      played.filter(({ ask }) => ask.agentCode === agent),
    ),
  );
}

/** In the order in which they were asked. */
export function hitsOf(agent: string, played: readonly PlayedBriefly[]): Hits {
  const kept = new Map<string, boolean>();
  const counts = { asked: 0, isNew: 0, hits: 0, expired: 0, neverKept: 0 };
  for (const { key, mode, ask, isCacheable, wasKept } of played) {
    counts.asked += 1;
    if (ask.isNew) counts.isNew += 1;
    if (mode === 'cache') counts.hits += 1;
    else {
      if (!ask.isNew && isCacheable) counts[kept.get(key) ? 'expired' : 'neverKept'] += 1;
      kept.set(key, wasKept);
    }
  }
  return { agent, isCacheable: played.some(({ isCacheable }) => isCacheable), ...counts };
}

export const rateOf = ({ hits, asked }: Pick<Hits, 'hits' | 'asked'>): number => (asked === 0 ? 0 : hits / asked);
