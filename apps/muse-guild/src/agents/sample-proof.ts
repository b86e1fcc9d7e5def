import { createHash } from 'node:crypto';

export interface SampleProof {
  readonly text: string;
  readonly evidenceId: string;
}

/** A fact that the research guild would have found, for samples. */
export const sampleProof = (text: string): SampleProof => ({
  text,
  evidenceId: `research:${createHash('sha256').update(text).digest('hex')}`,
});
