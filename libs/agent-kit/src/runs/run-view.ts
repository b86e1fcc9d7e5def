import type { CitedEvidence, Provenance, RunEvidence, RunProvenance, RunResponse } from '@raptor/contracts';

/** Largest answer, in bytes of JSON: it travels in one message, and that has 256 KiB. */
const MOST_BYTES = 245_000;

/** What is too large to travel is left out: the input first, then what the answer rests on. */
export function fitting(response: RunResponse): RunResponse {
  if (fits(response)) return response;
  const withoutInput = { ...response, input: null };
  return fits(withoutInput) ? withoutInput : { ...withoutInput, evidence: [] };
}

const fits = (response: RunResponse): boolean => Buffer.byteLength(JSON.stringify(response)) <= MOST_BYTES;

/** A provenance as it was kept: older ones say less. */
export type KeptProvenance = Partial<Omit<Provenance, 'evidenceIds'>> & {
  readonly mode: Provenance['mode'];
  readonly evidenceIds: readonly string[];
};

export const runProvenance = (kept: KeptProvenance): RunProvenance => ({
  mode: kept.mode,
  run_id: kept.runId ?? null,
  model: kept.model ?? null,
  prompt_hash: kept.promptHash ?? null,
  degraded_by: kept.degradedBy ?? null,
  evidence_ids: [...kept.evidenceIds],
  lacking: (kept.lacking ?? []).map(({ source, what, reason }) => ({ source, what, reason })),
  context_unavailable: kept.contextUnavailable ?? false,
  tainted: kept.tainted ?? false,
  unreviewed: kept.unreviewed ?? true,
  cost_micro_usd: kept.costMicroUsd ?? 0,
});

export const runEvidence = (cited: CitedEvidence): RunEvidence => ({
  id: cited.id,
  source: cited.source,
  url: cited.url ?? null,
  title: cited.title ?? null,
  excerpt: cited.excerpt,
  seen_at: cited.seenAt,
  tainted: cited.tainted,
});
