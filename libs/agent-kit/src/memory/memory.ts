import type { MemoryKind } from '@raptor/contracts';
import type { EvidenceId, MemoryEvidence } from '../evidence/evidence';

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
  /** In ms: after that it is not remembered any more. Left out: for ever. */
  readonly keepForMs?: number;
}

/** What came of a question to the memories. */
export interface Recall {
  /** Most similar first; each was found in the workspace's own rows. */
  readonly memories: readonly MemoryEvidence[];
  /** Set where memories may be missing, because the index could not be asked or is being restored. For people, in a sentence. */
  readonly contextUnavailable?: string;
}
