import { Provenance, type AnswerMode } from '@raptor/contracts';
import { isTainted, type Evidence } from '../evidence/evidence';
import { lackingEvidence } from './cited-evidence';

/** How an answer came about, before it is said in a {@link Provenance}. */
export interface Origin {
  readonly mode: AnswerMode;
  readonly model?: string;
  readonly promptHash?: string;
  /** A code of the catalogue of errors. */
  readonly degradedBy?: string;
}

/** @param costMicroUsd all that was paid, also for answers that were not used. */
export const provenanceOf = (
  origin: Origin,
  run: { readonly runId: string; readonly contextUnavailable: boolean; readonly costMicroUsd: number },
  evidence: Evidence,
): Provenance =>
  Object.assign(new Provenance(), {
    ...origin,
    ...run,
    evidenceIds: [...new Set(evidence.items.map(({ id }) => id))].slice(0, 500),
    lacking: lackingEvidence(evidence),
    tainted: isTainted(evidence),
    unreviewed: true,
  });

/** Of an answer that was given before: as it was, but that it comes from memory and has cost nothing now. */
export const provenanceOfCached = (earlier: Readonly<Record<string, unknown>>, degradedBy?: string): Provenance => {
  const { degradedBy: _then, ...kept } = earlier;
  return Object.assign(new Provenance(), {
    ...kept,
    mode: 'cache',
    ...(degradedBy && { degradedBy }),
    costMicroUsd: 0,
    unreviewed: true,
  });
};
