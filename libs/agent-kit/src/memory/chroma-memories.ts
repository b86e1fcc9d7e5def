import type { AgentHome, MemoryKind } from '@raptor/contracts';
import type { Where } from 'chromadb';
import { z } from 'zod';
import { ChromaConnection, type ChromaOptions } from './chroma/chroma-connection';
import { embedderId, type Embedder } from './embedders/embedder';
import { hash32 } from './embedders/hashed-features';

export interface ChromaMemoriesOptions extends ChromaOptions {
  readonly home: AgentHome;
  readonly database: string;
  /** Each has a database of its own. */
  readonly dedicatedWorkspaces: readonly string[];
  /** A collection was found to be gone and has been made again, empty. */
  readonly onRecreated?: () => void;
}

/** A vector, and which passage of which memory it is of. */
export interface MemoryVector {
  readonly memoryId: string;
  readonly kind: MemoryKind;
  readonly agentCode: string;
  readonly textHash: string;
  /** Number of the passage within the memory, from 0. */
  readonly passage: number;
  readonly start: number;
  readonly end: number;
  readonly vector: readonly number[];
}

export interface VectorQuestion {
  readonly vector: readonly number[];
  readonly kind: MemoryKind;
  readonly agentCode?: string;
  readonly atMost: number;
}

/** What the index says: to be believed only after the memory itself was looked up in its workspace. */
export interface Hit {
  readonly vectorId: string;
  readonly memoryId: string;
  readonly textHash: string;
  readonly start: number;
  readonly end: number;
  /** Cosine, -1 to 1. */
  readonly similarity: number;
}

const SHARDS = 16;
const VECTORS_PER_CALL = 200;
const IDS_PER_CALL = 500;

const hitMetadata = z.object({
  memory_id: z.guid(),
  text_hash: z.string(),
  start: z.number().int().min(0),
  end: z.number().int().min(0),
});

/**
 * The vectors of a guild's memories, of one embedder, in ChromaDB: sixteen collections that all workspaces share, or a database of its own for a
 * workspace that is configured so. Every read and every write names the workspace. Rebuilt from `agent_memories` at any time.
 * All methods throw ChromaAwayError when it does not answer.
 */
export class ChromaMemories {
  private readonly connection: ChromaConnection;
  private readonly beginning: string;
  private readonly dedicated: ReadonlySet<string>;

  constructor(
    private readonly options: ChromaMemoriesOptions,
    private readonly embedder: Embedder,
  ) {
    this.connection = new ChromaConnection(options);
    this.beginning = `${options.home}-${embedderId(embedder)}-`;
    this.dedicated = new Set(options.dedicatedWorkspaces);
  }

  /** Passages nearest to a vector, nearest first. Undefined entries are those whose metadata is none of ours. */
  async nearest(workspaceId: string, { vector, kind, agentCode, atMost }: VectorQuestion): Promise<NearestHits> {
    const conditions: Where[] = [{ workspace_id: workspaceId }, { kind }];
    if (agentCode !== undefined) conditions.push({ agent_code: agentCode });
    const found = await this.within(workspaceId, (collection) =>
      collection.query({
        queryEmbeddings: [[...vector]],
        where: { $and: conditions },
        nResults: atMost,
        include: ['metadatas', 'distances'],
      }),
    );
    const [ids = [], metadatas = [], distances = []] = [found.ids[0], found.metadatas[0], found.distances[0]];
    const hits: Hit[] = [];
    const unreadable: string[] = [];
    ids.forEach((vectorId, at) => {
      const metadata = hitMetadata.safeParse(metadatas[at]);
      const distance = distances[at];
      if (!metadata.success || typeof distance !== 'number') unreadable.push(vectorId);
      else {
        const { memory_id: memoryId, text_hash: textHash, start, end } = metadata.data;
        hits.push({ vectorId, memoryId, textHash, start, end, similarity: 1 - distance });
      }
    });
    return { hits, unreadable, isAll: ids.length < atMost };
  }

  /** Stores vectors; one that is there is replaced. */
  async store(workspaceId: string, vectors: readonly MemoryVector[]): Promise<void> {
    for (let at = 0; at < vectors.length; at += VECTORS_PER_CALL) {
      const batch = vectors.slice(at, at + VECTORS_PER_CALL);
      await this.within(workspaceId, (collection) =>
        collection.upsert({
          ids: batch.map(({ memoryId, passage }) => vectorIdOf(workspaceId, memoryId, passage)),
          embeddings: batch.map(({ vector }) => [...vector]),
          metadatas: batch.map(({ memoryId, kind, agentCode, textHash, passage, start, end }) => ({
            workspace_id: workspaceId,
            memory_id: memoryId,
            kind,
            agent_code: agentCode,
            text_hash: textHash,
            passage,
            start,
            end,
          })),
        }),
      );
    }
  }

  /** Which of these memories have a vector. */
  async present(workspaceId: string, memoryIds: readonly string[]): Promise<ReadonlySet<string>> {
    const present = new Set<string>();
    for (let at = 0; at < memoryIds.length; at += IDS_PER_CALL) {
      const asked = memoryIds.slice(at, at + IDS_PER_CALL);
      const byVectorId = new Map(asked.map((id) => [vectorIdOf(workspaceId, id, 0), id]));
      const { ids } = await this.within(workspaceId, (collection) =>
        collection.get({ ids: [...byVectorId.keys()], where: { workspace_id: workspaceId }, include: [] }),
      );
      for (const id of ids) present.add(byVectorId.get(id) ?? '');
    }
    return present;
  }

  /** Removes single vectors, by the ids they have in the index. */
  async remove(workspaceId: string, vectorIds: readonly string[]): Promise<void> {
    if (vectorIds.length === 0) return;
    await this.within(workspaceId, (collection) =>
      collection.delete({ ids: [...vectorIds], where: { workspace_id: workspaceId } }),
    );
  }

  /** Removes all vectors of memories. */
  async removeMemories(workspaceId: string, memoryIds: readonly string[]): Promise<void> {
    for (let at = 0; at < memoryIds.length; at += IDS_PER_CALL) {
      const some = memoryIds.slice(at, at + IDS_PER_CALL);
      await this.within(workspaceId, (collection) =>
        collection.delete({ where: { $and: [{ workspace_id: workspaceId }, { memory_id: { $in: some } }] } }),
      );
    }
  }

  /** Removes everything of a workspace that this embedder has stored. */
  async clear(workspaceId: string): Promise<void> {
    await this.within(workspaceId, (collection) => collection.delete({ where: { workspace_id: workspaceId } }));
  }

  /** Removes everything of a workspace, whichever embedder stored it and wherever it was kept. */
  async forget(workspaceId: string): Promise<void> {
    await this.connection.removeDatabase(this.databaseOfItsOwn(workspaceId));
    const { database, home } = this.options;
    const shard = shardOf(workspaceId);
    const names = await this.connection.namesOf(database, `${home}-`);
    for (const name of names.filter((name) => name.endsWith(`-${shard}`)))
      await this.connection.within(
        database,
        name,
        (collection) => collection.delete({ where: { workspace_id: workspaceId } }),
        () => undefined,
      );
  }

  close(): Promise<void> {
    return this.connection.close();
  }

  private within<T>(workspaceId: string, work: Parameters<typeof this.connection.within<T>>[2]): Promise<T> {
    const database = this.dedicated.has(workspaceId) ? this.databaseOfItsOwn(workspaceId) : this.options.database;
    const recreated = this.options.onRecreated ?? (() => undefined);
    return this.connection.within(database, `${this.beginning}${shardOf(workspaceId)}`, work, recreated);
  }

  private databaseOfItsOwn(workspaceId: string): string {
    return `${this.options.database}-${this.options.home}-${workspaceId}`;
  }
}

export interface NearestHits {
  readonly hits: readonly Hit[];
  /** Ids of vectors that nobody of ours has stored so. */
  readonly unreadable: readonly string[];
  /** Whether there was nothing more to find. */
  readonly isAll: boolean;
}

/** The same memory id in two workspaces is two vectors. */
export const vectorIdOf = (workspaceId: string, memoryId: string, passage: number): string =>
  `${workspaceId}:${memoryId}:${passage}`;

/** `00` to `15`; must not change, or every index would have to be rebuilt. */
export const shardOf = (workspaceId: string): string => String(hash32(workspaceId, 0) % SHARDS).padStart(2, '0');
