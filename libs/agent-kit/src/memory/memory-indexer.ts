import type { Database, Transaction } from '@raptor/persistence';
import type { AgentMemoryEntity } from './agent-memory.entity';
import type { ChromaMemories, MemoryVector } from './chroma-memories';
import { embedderId, type Embedder } from './embedders/embedder';
import type { MemoriesRepository } from './memories.repository';
import type { ChunkSizes } from './memory.config';
import type { MemoryMetrics } from './memory-metrics';
import { passagesOf, type Passage } from './passages';

const MEMORIES_PER_BATCH = 50;
/** Of one message; the rest is the next one's, so that others have their turn. */
const BATCHES = 20;
const EXPIRED_AT_ONCE = 500;

interface PassageOf {
  readonly memory: AgentMemoryEntity;
  readonly passage: Passage;
  readonly number: number;
}

export interface IndexerParts {
  readonly database: Database;
  readonly repository: MemoriesRepository;
  readonly chroma: ChromaMemories;
  readonly embedder: Embedder;
  readonly chunks: ChunkSizes;
  readonly metrics: MemoryMetrics;
}

/**
 * Brings what a workspace remembers into the index. Whatever breaks off is begun again from the rows: storing a vector twice is storing it once,
 * and a row counts as indexed only when its vectors are acknowledged.
 */
export class MemoryIndexer {
  constructor(private readonly parts: IndexerParts) {}

  /**
   * Indexes what waits, oldest first, and removes what has expired.
   * @returns whether there may be more.
   * @throws ChromaAwayError, or AppError with `retry: later` of the embedder.
   */
  async index(workspaceId: string, signal: AbortSignal): Promise<{ readonly isMore: boolean }> {
    const { repository, metrics } = this.parts;
    await this.removeExpired(workspaceId);
    for (let batch = 0; batch < BATCHES; batch += 1) {
      signal.throwIfAborted();
      const waiting = await this.within(workspaceId, (tx) => repository.waiting(tx, MEMORIES_PER_BATCH));
      if (waiting.length === 0) return { isMore: false };
      await this.store(workspaceId, waiting, signal);
      const by = embedderId(this.parts.embedder);
      await this.within(workspaceId, (tx) => repository.noteIndexed(tx, waiting, by));
      metrics.indexed.inc(waiting.length);
      metrics.lastIndexed.setToCurrentTime();
      if (waiting.length < MEMORIES_PER_BATCH) return { isMore: false };
    }
    return { isMore: true };
  }

  /** Empties the index of the workspace; what it is rebuilt from waits from then on. @throws ChromaAwayError */
  async clear(workspaceId: string): Promise<void> {
    const { repository, chroma } = this.parts;
    const mark = (): Promise<number> => this.within(workspaceId, (tx) => repository.markUnindexed(tx));
    // Before, so that whoever finds nothing knows why; after, for what another replica has indexed meanwhile.
    await mark();
    await chroma.clear(workspaceId);
    await mark();
  }

  private async store(workspaceId: string, memories: readonly AgentMemoryEntity[], signal: AbortSignal): Promise<void> {
    const { chroma, chunks } = this.parts;
    const passages: PassageOf[] = memories.flatMap((memory) =>
      passagesOf(memory, chunks).map((passage, number) => ({ memory, passage, number })),
    );
    const vectors = await this.vectorsOf(workspaceId, passages, signal);
    await chroma.store(
      workspaceId,
      passages.map(({ memory, passage, number }, at): MemoryVector => {
        const { id: memoryId, kind, agentCode, textHash } = memory;
        const { start, end } = passage;
        return { memoryId, kind, agentCode, textHash, passage: number, start, end, vector: vectors[at] ?? [] };
      }),
    );
  }

  /** Each run pays for what it remembers. */
  private async vectorsOf(
    workspaceId: string,
    passages: readonly PassageOf[],
    signal: AbortSignal,
  ): Promise<(readonly number[])[]> {
    const vectors: (readonly number[])[] = [];
    for (let from = 0; from < passages.length;) {
      const { agentCode, runId, id } = (passages[from] as PassageOf).memory;
      const other = passages.findIndex(({ memory }, at) => at > from && memory.runId !== runId);
      const to = other < 0 ? passages.length : other;
      const texts = passages.slice(from, to).map(({ passage }) => passage.foundBy);
      const payer = { workspaceId, agentCode, runId: runId ?? id };
      vectors.push(...(await this.parts.embedder.embed(texts, { signal, payer })));
      from = to;
    }
    return vectors;
  }

  private async removeExpired(workspaceId: string): Promise<void> {
    const { repository, chroma } = this.parts;
    const gone = await this.within(workspaceId, (tx) => repository.removeExpired(tx, EXPIRED_AT_ONCE));
    // If this fails their vectors stay, are believed by nobody, and go when they are found.
    if (gone.length > 0) await chroma.removeMemories(workspaceId, gone);
  }

  private within<T>(workspaceId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.parts.database.withTenant(workspaceId, { type: 'system', id: 'memories' }, work);
  }
}
