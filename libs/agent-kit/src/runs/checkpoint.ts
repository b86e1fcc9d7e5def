import type { EvidenceId, Lack } from '../evidence/evidence';
import type { KeptAnswer } from '../models/model';

/** How far a run got before it broke off: what is not to be done, or paid, again. */
export interface Checkpoint {
  readonly gathered?: Gathered;
  /** Answers of models that were paid for, in order. */
  readonly answers?: readonly KeptAnswer[];
}

export interface Gathered {
  readonly evidenceIds: readonly EvidenceId[];
  readonly lacking: readonly Lack[];
  readonly contextUnavailable: boolean;
}
