import type { AgentCode, AgentHome, MemoryKind } from '@raptor/contracts';
import type { Database, Transaction } from '@raptor/persistence';
import type { Logger } from '@raptor/platform';
import { v7 as uuidv7 } from 'uuid';
import type { MemoryEvidence } from '../evidence/evidence';
import type { Payer } from '../models/model';
import type { AgentMemoryEntity } from './agent-memory.entity';
import { isIndexAway } from './index-away';
import type { ChromaMemories, Hit, VectorQuestion } from './chroma-memories';
import { rememberedText, textHashOf } from './draft-text';
import type { Embedder, Thresholds } from './embedders/embedder';
import type { IndexCommand } from './index-command';
import type { IndexWatch } from './index-watch';
import { disbeliefIn } from './judge-hit';
import type { MemoriesRepository, NewMemory } from './memories.repository';
import type { MemoryDraft, MemoryQuestion, Recall } from './memory';
import type { MemoryConfig } from './memory.config';
import type { MemoryMetrics } from './memory-metrics';
import { mostSimilarFirst } from './most-similar-first';
import { QUESTION } from './passages';

export interface MemoriesParts {
  readonly home: AgentHome;
  readonly config: Pick<MemoryConfig, 'recallAtMost' | 'thresholds' | 'textCharacters'>;
  readonly database: Database;
  readonly repository: MemoriesRepository;
  readonly chroma: Pick<ChromaMemories, 'nearest' | 'remove'>;
  readonly embedder: Embedder;
  readonly watch: Pick<IndexWatch, 'look'>;
  readonly command: IndexCommand;
  readonly metrics: MemoryMetrics;
  readonly logger: Logger;
}

/** Who remembers, and what for. */
export interface Remembering {
  readonly agentCode: AgentCode;
  readonly runId?: string;
  /** Whether the run has read text of strangers: what comes of it stays marked. */
  readonly tainted: boolean;
}

export interface RecallOptions {
  /** Only what this agent remembered. */
  readonly agentCode?: AgentCode;
  readonly signal?: AbortSignal;
  /** In whose name a vector of the question is bought, where vectors cost money. */
  readonly payer?: Payer;
}

/** Vectors asked for, per memory wanted: a long memory has several, and some are not believed. */
const VECTORS_PER_MEMORY = 4;
const MOST_VECTORS = 1_000;
/** As much of a question as says what it is about. */
const QUESTION_CHARACTERS = 8_000;

/** What this service's agents remember of each workspace: rows are the truth, the index only finds them. */
export class Memories {
  /** From which similarity on something is related, or nearly the same: the configured ones, else the embedder's own. */
  readonly thresholds: Thresholds;

  constructor(private readonly parts: MemoriesParts) {
    const { related, nearDuplicate } = parts.config.thresholds;
    const own = parts.embedder.thresholds;
    this.thresholds = { related: related ?? own.related, nearDuplicate: nearDuplicate ?? own.nearDuplicate };
  }

  /**
   * The memories of a workspace that are most similar to a question. Each one is a row of that workspace, read under row level security, that has
   * not expired; whatever else the index finds is dropped and counted. When the index cannot be asked the answer says so: it never fails for that.
   * @throws AppError when the database does not answer; the reason of `signal`.
   */
  async similar(workspaceId: string, question: MemoryQuestion, options: RecallOptions = {}): Promise<Recall> {
    const { signal } = options;
    const { metrics, logger, watch } = this.parts;
    const text = rememberedText(question.text, QUESTION_CHARACTERS);
    if (text === '') return { memories: [] };
    try {
      const memories = await this.find(workspaceId, { ...question, text }, options);
      const isRestoring = await watch.look(workspaceId, { foundNothing: memories.length === 0 });
      metrics.recalls.inc({ outcome: isRestoring ? 'unavailable' : memories.length > 0 ? 'found' : 'nothing' });
      return isRestoring ? { memories, contextUnavailable: 'The index of memories is being restored' } : { memories };
    } catch (error) {
      signal?.throwIfAborted();
      if (!isIndexAway(error)) throw error;
      metrics.recalls.inc({ outcome: 'unavailable' });
      logger.warn({ err: error }, 'memories cannot be recalled');
      return { memories: [], contextUnavailable: 'The index of memories is not available' };
    }
  }

  /**
   * Remembers, in the caller's transaction, and has it indexed after that has committed, however long that takes. What the workspace remembers
   * word for word already is not remembered twice.
   */
  async remember(tx: Transaction, drafts: readonly MemoryDraft[], by: Remembering): Promise<void> {
    const { repository, command, config } = this.parts;
    const memories = new Map<string, NewMemory>();
    for (const draft of drafts) {
      const memory = asNewMemory(draft, config.textCharacters);
      if (memory.text !== '') memories.set(`${memory.textHash} ${memory.kind}`, memory);
    }
    if (memories.size === 0) return;
    // In one order for all: two transactions that remember the same wait for each other, but not both.
    const ordered = [...memories].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, memory]) => memory);
    const { agentCode, runId = null, tainted } = by;
    if ((await repository.remember(tx, ordered, { agentCode, runId, tainted })) > 0) await command.send(tx);
  }

  private async find(
    workspaceId: string,
    { kind, text, atMost = this.parts.config.recallAtMost, atLeast = this.thresholds.related }: MemoryQuestion,
    { agentCode, signal, payer }: RecallOptions,
  ): Promise<MemoryEvidence[]> {
    const [vector = []] = await this.parts.embedder.embed([text], {
      ...(signal && { signal }),
      ...(payer && { payer }),
    });
    for (let vectors = atMost * VECTORS_PER_MEMORY; ; vectors *= VECTORS_PER_MEMORY) {
      const question = { vector, kind, atMost: Math.min(vectors, MOST_VECTORS), ...(agentCode && { agentCode }) };
      const { hits, unreadable, isAll } = await this.parts.chroma.nearest(workspaceId, question);
      signal?.throwIfAborted();
      const near = hits.filter(({ similarity }) => similarity >= atLeast);
      const believed = await this.believe(workspaceId, near, unreadable, question);
      const isEnough = believed.length >= atMost || near.length < hits.length || isAll || vectors >= MOST_VECTORS;
      if (isEnough) return believed.slice(0, atMost);
    }
  }

  /** Looks each hit up among the workspace's own rows. A vector that is of none of them is removed from the index. */
  private async believe(
    workspaceId: string,
    hits: readonly Hit[],
    unreadable: readonly string[],
    question: VectorQuestion,
  ): Promise<MemoryEvidence[]> {
    const { database, repository, metrics } = this.parts;
    const ids = [...new Set(hits.map(({ memoryId }) => memoryId))];
    const rows =
      ids.length === 0
        ? []
        : await database.withTenant(workspaceId, { type: 'system', id: 'memories' }, (tx) => repository.byIds(tx, ids));
    const byId = new Map(rows.map((row) => [row.id, row]));
    const now = new Date();
    const stale = [...unreadable];
    if (unreadable.length > 0) metrics.disbelieved.inc({ reason: 'unreadable' }, unreadable.length);
    const best = new Map<string, { readonly hit: Hit; readonly row: AgentMemoryEntity }>();
    for (const hit of hits) {
      const row = byId.get(hit.memoryId);
      const disbelief = disbeliefIn(hit, row, question, now);
      if (disbelief) {
        metrics.disbelieved.inc({ reason: disbelief });
        stale.push(hit.vectorId);
      } else if (row && hit.similarity > (best.get(row.id)?.hit.similarity ?? -1)) best.set(row.id, { hit, row });
    }
    this.sweep(workspaceId, stale);
    const found = mostSimilarFirst(
      [...best.values()],
      ({ hit }) => hit.similarity,
      ({ row }) => row.id,
    );
    return found.map(({ hit, row }) => this.asEvidence(hit, row, now));
  }

  /** In the background: nobody waits for it, and what stays is not believed the next time either. */
  private sweep(workspaceId: string, vectorIds: readonly string[]): void {
    if (vectorIds.length === 0) return;
    const { chroma, logger } = this.parts;
    chroma.remove(workspaceId, vectorIds).catch((error: unknown) => {
      logger.warn({ err: error }, 'vectors of no memory could not be removed');
    });
  }

  private asEvidence({ start, end, similarity }: Hit, row: AgentMemoryEntity, now: Date): MemoryEvidence {
    const text = row.text.slice(start, end).trim();
    const contentHash = textHashOf(text);
    return {
      kind: 'memory',
      id: `${this.parts.home}:${contentHash}`,
      source: 'memories',
      text,
      contentHash,
      seenAt: now.toISOString(),
      tainted: row.tainted,
      data: {
        memoryId: row.id,
        collection: row.kind,
        similarity: Math.min(1, Math.max(0, Number(similarity.toFixed(4)))),
        metadata: row.metadata,
      },
    };
  }
}

function asNewMemory(
  { kind, text, metadata = {}, evidenceIds = [], keepForMs }: MemoryDraft,
  characters: number,
): NewMemory {
  const remembered = rememberedText(text, characters);
  return {
    id: uuidv7(),
    kind,
    text: remembered,
    textHash: hashOf(kind, remembered, metadata[QUESTION]),
    metadata,
    evidenceIds,
    keepForMs: keepForMs ?? null,
  };
}

/** The same answer to another question is another memory: it is found by that question. */
const hashOf = (kind: MemoryKind, text: string, question: unknown): string =>
  textHashOf(kind === 'answers' && typeof question === 'string' ? JSON.stringify([question, text]) : text);
