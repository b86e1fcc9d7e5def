import type { Database, Transaction } from '@raptor/persistence';
import type { ChromaMemories } from './chroma-memories';
import { embedderId, type Embedder } from './embedders/embedder';
import type { IndexCommand } from './index-command';
import type { MemoriesRepository } from './memories.repository';
import type { MemoryMetrics } from './memory-metrics';

/** Newest memories of a workspace whose vectors are looked for. */
const SAMPLE = 500;
/** A workspace in which nothing was found is looked at again after this long. */
const AFTER_A_MISS_MS = 15_000;
/** Memories that wait longer have been forgotten by whoever was to index them. */
const WAITED_TOO_LONG_MS = 600_000;
/** Workspaces remembered as looked at; beyond, the one looked at longest ago is looked at again. */
const WORKSPACES = 10_000;

export interface WatchParts {
  readonly database: Database;
  readonly repository: MemoriesRepository;
  readonly chroma: Pick<ChromaMemories, 'present'>;
  readonly embedder: Embedder;
  readonly command: IndexCommand;
  readonly metrics: MemoryMetrics;
  readonly now?: () => number;
}

interface Look {
  /** In ms, by a clock that only goes forward. */
  readonly at: number;
  readonly restoring: boolean;
}

/**
 * Notices that vectors are gone that the rows say are stored (an index that was emptied or restored from an older state), or were made by another
 * embedder, and has them made again. It looks once per workspace and start, after questions that found nothing, and after a collection had to be
 * made again.
 */
export class IndexWatch {
  private readonly lookedAt = new Map<string, Look>();

  constructor(private readonly parts: WatchParts) {}

  /**
   * @param foundNothing whether a question has just found nothing.
   * @returns whether memories are still to be put into the index, so that some may not be found.
   * @throws ChromaAwayError
   */
  async look(workspaceId: string, { foundNothing }: { readonly foundNothing: boolean }): Promise<boolean> {
    const last = this.lookedAt.get(workspaceId);
    const isDue = !last || (foundNothing && this.now() - last.at >= AFTER_A_MISS_MS);
    if (!isDue && !foundNothing && !last.restoring) return false;
    const wasRestoring = last?.restoring ?? false;
    const hasLost = isDue && (await this.examine(workspaceId));
    const restoring = hasLost || (await this.isIncomplete(workspaceId, wasRestoring));
    this.note(workspaceId, { at: isDue ? this.now() : last.at, restoring });
    return restoring;
  }

  /** Has every workspace looked at again. */
  startOver(): void {
    this.lookedAt.clear();
  }

  /** @returns whether vectors were gone, or of another embedder: they are made again. */
  private async examine(workspaceId: string): Promise<boolean> {
    const { repository, chroma, embedder, command, metrics } = this.parts;
    const { ids, isAll } = await this.within(workspaceId, (tx) => repository.indexed(tx, SAMPLE));
    const present = ids.length === 0 ? new Set<string>() : await chroma.present(workspaceId, ids);
    const missing = ids.filter((id) => !present.has(id));
    return this.within(workspaceId, async (tx) => {
      const ofOthers = await repository.markThoseOfOthers(tx, embedderId(embedder));
      const gone = missing.length === 0 ? 0 : await repository.markUnindexed(tx, isAll ? missing : undefined);
      metrics.reindexed.inc({ because: 'other_embedder' }, ofOthers);
      metrics.reindexed.inc({ because: 'gone' }, gone);
      if (ofOthers + gone > 0 || (await repository.isWaiting(tx, WAITED_TOO_LONG_MS))) await command.send(tx);
      return ofOthers + gone > 0;
    });
  }

  /** Once vectors have been found gone, every memory that waits counts; before that, not those that were remembered just now. */
  private isIncomplete(workspaceId: string, wasRestoring: boolean): Promise<boolean> {
    const { repository } = this.parts;
    return this.within(workspaceId, (tx) => (wasRestoring ? repository.isWaiting(tx) : repository.isBehind(tx)));
  }

  private within<T>(workspaceId: string, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.parts.database.withTenant(workspaceId, { type: 'system', id: 'memories' }, work);
  }

  private note(workspaceId: string, look: Look): void {
    this.lookedAt.delete(workspaceId);
    this.lookedAt.set(workspaceId, look);
    const oldest = this.lookedAt.keys().next();
    if (this.lookedAt.size > WORKSPACES && !oldest.done) this.lookedAt.delete(oldest.value);
  }

  private now(): number {
    return this.parts.now?.() ?? performance.now();
  }
}
