import { Counter, Gauge, type Registry } from 'prom-client';

/** Why a vector that the index found was not believed. */
export type Disbelief = 'unreadable' | 'no_such_memory' | 'expired' | 'other_text' | 'other_kind' | 'other_agent';

/** One per process. */
export class MemoryMetrics {
  readonly recalls: Counter<'outcome'>;
  readonly disbelieved: Counter<'reason'>;
  readonly indexed: Counter;
  readonly reindexed: Counter<'because'>;
  readonly lastIndexed: Gauge;

  constructor(registry: Registry) {
    const registers = [registry];
    this.recalls = new Counter({
      name: 'memory_recalls_total',
      help: 'Questions to the memories of a workspace: found, nothing, unavailable',
      labelNames: ['outcome'],
      registers,
    });
    this.disbelieved = new Counter({
      name: 'memory_vectors_disbelieved_total',
      help: 'Vectors that the index found for a workspace and that are of no memory of it, by reason',
      labelNames: ['reason'],
      registers,
    });
    this.indexed = new Counter({
      name: 'memory_indexed_total',
      help: 'Memories whose vectors were stored',
      registers,
    });
    this.reindexed = new Counter({
      name: 'memory_reindexed_total',
      help: 'Memories to be indexed again, by why: their vectors were gone, or another embedder had made them',
      labelNames: ['because'],
      registers,
    });
    this.lastIndexed = new Gauge({
      name: 'memory_last_indexed_seconds',
      help: 'When vectors were stored last, in seconds since the epoch',
      registers,
    });
  }
}
