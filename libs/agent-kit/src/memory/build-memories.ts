import type { AgentHome } from '@raptor/contracts';
import { schemaOf } from '@raptor/contracts';
import type { Database } from '@raptor/persistence';
import type { Logger } from '@raptor/platform';
import type { Outbox } from '@raptor/raptor-bus';
import { ChromaMemories } from './chroma-memories';
import type { Embedder } from './embedders/embedder';
import { IndexCommand } from './index-command';
import { IndexWatch } from './index-watch';
import { Memories } from './memories';
import { MemoriesRepository } from './memories.repository';
import type { MemoryConfig } from './memory.config';
import { MemoryIndexer } from './memory-indexer';
import type { MemoryMetrics } from './memory-metrics';

export interface MemoryNeeds {
  readonly home: AgentHome;
  readonly chromaUrl: string;
  readonly config: MemoryConfig;
  readonly embedder: Embedder;
  readonly database: Database;
  readonly outbox: Outbox;
  readonly metrics: MemoryMetrics;
  readonly logger: Logger;
}

/** The parts of a service's memory, put together. */
export interface BuiltMemories {
  readonly memories: Memories;
  readonly indexer: MemoryIndexer;
  readonly command: IndexCommand;
  readonly chroma: ChromaMemories;
}

export function buildMemories(needs: MemoryNeeds): BuiltMemories {
  const { home, chromaUrl, config, embedder, database, outbox, metrics, logger } = needs;
  const repository = new MemoriesRepository(schemaOf(home));
  const command = new IndexCommand(outbox, home);
  const chroma: ChromaMemories = new ChromaMemories(
    { ...config.chroma, url: chromaUrl, home, onRecreated: () => watch.startOver() },
    embedder,
  );
  const watch = new IndexWatch({ database, repository, chroma, embedder, command, metrics });
  const memories = new Memories({
    home,
    config,
    database,
    repository,
    chroma,
    embedder,
    watch,
    command,
    metrics,
    logger,
  });
  const indexer = new MemoryIndexer({ database, repository, chroma, embedder, chunks: config.chunks, metrics });
  return { memories, indexer, command, chroma };
}
