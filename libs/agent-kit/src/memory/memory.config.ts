import { count, milliseconds } from '@raptor/platform';
import { z } from 'zod';

const similarity = (purpose: string) => {
  const error = 'must be a number from 0 to 1';
  return z.coerce.number({ error }).min(0, { error }).max(1, { error }).optional().describe(purpose);
};

const workspaceIds = (purpose: string) =>
  z
    .string()
    .default('')
    .transform((text) => [...new Set(text.split(',').map((part) => part.trim().toLowerCase()))].filter(Boolean))
    .pipe(z.array(z.guid({ error: 'must be comma-separated ids of workspaces' })))
    .describe(purpose);

/** What a service that runs agents reads for its answer cache and its memories, in the order of `.env.example`. */
export const MEMORY_VARIABLES = {
  MEMORY_EMBEDDER: z
    .enum(['local', 'gemini'])
    .default('local')
    .describe('what makes vectors of texts: local needs no model and knows no meaning'),
  MEMORY_RECALL_AT_MOST: count(8, 1, 100, 'memories recalled for one question, where the agent does not say'),
  MEMORY_RELATED_FROM: similarity('least similarity of a memory that is recalled; none: what suits the embedder'),
  MEMORY_NEAR_DUPLICATE_FROM: similarity(
    'least similarity of two questions that are nearly the same; none: what suits the embedder',
  ),
  MEMORY_TEXT_CHARACTERS: count(20_000, 1_000, 200_000, 'most that is remembered of one text'),
  MEMORY_CHUNK_CHARACTERS: count(1_200, 200, 20_000, 'size of the pieces in which a long text is found again'),
  MEMORY_CHUNK_OVERLAP_CHARACTERS: count(200, 0, 5_000, 'what a piece has in common with the one before it'),
  MEMORY_INDEX_RETRY_MS: milliseconds(30_000, 'time until memories that could not be indexed are tried again'),
  CHROMA_DATABASE: z
    .string()
    .regex(/^[a-zA-Z0-9][a-zA-Z0-9._-]{1,60}[a-zA-Z0-9]$/, { error: 'must be 3 to 62 letters, digits or . _ -' })
    .default('raptor')
    .describe('database of ChromaDB; fleets that share a server need one each'),
  CHROMA_DEDICATED_WORKSPACES: workspaceIds('workspaces with a database of their own in ChromaDB, comma-separated'),
  CHROMA_CONNECT_TIMEOUT_MS: milliseconds(1_000, 'how long a connection to ChromaDB may take'),
  CHROMA_TIMEOUT_MS: milliseconds(5_000, 'how long a call of ChromaDB may take, its second try included'),
  ANSWER_CACHE_LONGEST_MS: count(
    2_592_000_000,
    1_000,
    31_536_000_000,
    'longest time in ms that an answer is used again, whatever its agent says',
  ),
  ANSWER_CACHE_BYTES: count(262_144, 1_024, 10_485_760, 'largest answer that is kept to be used again'),
  ANSWER_CACHE_LOCK_MS: milliseconds(10_000, 'how long a maker of an answer may be silent before another makes it'),
  ANSWER_CACHE_COMMAND_TIMEOUT_MS: milliseconds(300, 'how long the cache may take to answer before it counts as empty'),
} as const satisfies z.ZodRawShape;

type MemoryValues = z.output<z.ZodObject<typeof MEMORY_VARIABLES>>;

/** Durations are in milliseconds, sizes of text in UTF-16 units. */
export interface MemoryConfig {
  readonly embedder: 'local' | 'gemini';
  readonly recallAtMost: number;
  readonly thresholds: { readonly related?: number; readonly nearDuplicate?: number };
  readonly textCharacters: number;
  readonly chunks: ChunkSizes;
  readonly indexRetryMs: number;
  readonly chroma: {
    readonly database: string;
    readonly dedicatedWorkspaces: readonly string[];
    readonly connectTimeoutMs: number;
    readonly timeoutMs: number;
  };
  readonly answers: {
    readonly longestMs: number;
    readonly maxBytes: number;
    readonly lockMs: number;
    readonly commandTimeoutMs: number;
  };
}

export interface ChunkSizes {
  readonly characters: number;
  readonly overlap: number;
}

/** The nested part of a service's configuration that comes of {@link MEMORY_VARIABLES}. */
export const memoryConfig = (values: MemoryValues): MemoryConfig => ({
  embedder: values.MEMORY_EMBEDDER,
  recallAtMost: values.MEMORY_RECALL_AT_MOST,
  thresholds: { related: values.MEMORY_RELATED_FROM, nearDuplicate: values.MEMORY_NEAR_DUPLICATE_FROM },
  textCharacters: values.MEMORY_TEXT_CHARACTERS,
  chunks: {
    characters: values.MEMORY_CHUNK_CHARACTERS,
    overlap: Math.min(values.MEMORY_CHUNK_OVERLAP_CHARACTERS, Math.floor(values.MEMORY_CHUNK_CHARACTERS / 2)),
  },
  indexRetryMs: values.MEMORY_INDEX_RETRY_MS,
  chroma: {
    database: values.CHROMA_DATABASE,
    dedicatedWorkspaces: values.CHROMA_DEDICATED_WORKSPACES,
    connectTimeoutMs: values.CHROMA_CONNECT_TIMEOUT_MS,
    timeoutMs: values.CHROMA_TIMEOUT_MS,
  },
  answers: {
    longestMs: values.ANSWER_CACHE_LONGEST_MS,
    maxBytes: values.ANSWER_CACHE_BYTES,
    lockMs: values.ANSWER_CACHE_LOCK_MS,
    commandTimeoutMs: values.ANSWER_CACHE_COMMAND_TIMEOUT_MS,
  },
});
