import type { EvidenceId } from '../evidence/evidence';

/** Kinds of what is remembered; each has its vectors in collections of its own. */
export const MEMORY_KINDS = ['answers', 'facts', 'copy', 'learnings', 'research'] as const;
export type MemoryKind = (typeof MEMORY_KINDS)[number];

export interface MemoryQuestion {
  readonly kind: MemoryKind;
  readonly text: string;
  /** How many at most; default by configuration. */
  readonly atMost?: number;
  /** Least similarity, 0 to 1; default: the embedder's own. */
  readonly atLeast?: number;
}

/** Something worth remembering, before it is stored. */
export interface MemoryDraft {
  readonly kind: MemoryKind;
  readonly text: string;
  readonly metadata?: Readonly<Record<string, string | number | boolean>>;
  readonly evidenceIds?: readonly EvidenceId[];
}
