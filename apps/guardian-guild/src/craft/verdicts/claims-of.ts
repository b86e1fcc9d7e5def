import { CLAIM_KINDS, CLAIM_STATES, type ClaimKind, type ClaimState } from '../../claims/claim-evidence.entity';
import { z } from 'zod';
import { CLAIM_FORMS, type Claim } from '../claims/claim';
import { extractClaims } from '../claims/extract-claims';
import { supports, type ClaimEvidence } from '../claims/supports';

export const checkedClaim = z.object({
  text: z.int().min(0).describe('Which of the texts it is in, from 0'),
  start: z.int().min(0).describe('Where in it the claim begins'),
  end: z.int().min(1).describe('Where it ends'),
  claim: z.string().describe('Its exact words'),
  kind: z.enum(CLAIM_KINDS).describe('What kind of evidence it needs'),
  form: z.enum(CLAIM_FORMS).describe('How it claims'),
  value: z.union([z.number(), z.string()]).describe('The number or word that it claims'),
  unit: z.string().optional().describe('What the number is of'),
  state: z.enum(CLAIM_STATES).describe('supported by evidence, unsupported, or waived by people'),
  evidenceId: z.string().optional().describe('The evidence that proves it'),
  reason: z.string().describe('Why it is supported or not'),
});
export type CheckedClaim = z.output<typeof checkedClaim>;

/** Every claim of the texts, each with the first evidence that proves it. */
export const claimsOf = (texts: readonly string[], evidence: readonly ClaimEvidence[]): CheckedClaim[] =>
  texts.flatMap((text, index) => extractClaims(text).map((claim) => checked(claim, index, evidence)));

function checked({ context, text, ...claim }: Claim, index: number, evidence: readonly ClaimEvidence[]): CheckedClaim {
  const checks = evidence.map((one) => ({ id: one.id, ...supports({ ...claim, text, context }, one) }));
  const proof = checks.find(({ isSupported }) => isSupported);
  const closest = checks.find(({ reason }) => /something else|deny/.test(reason)) ?? checks[0];
  const state: ClaimState = proof ? 'supported' : 'unsupported';
  return {
    text: index,
    start: claim.start,
    end: claim.end,
    claim: text,
    kind: claim.kind,
    form: claim.form,
    value: claim.value,
    ...(claim.unit !== undefined && { unit: claim.unit }),
    state,
    ...(proof && { evidenceId: proof.id }),
    reason: (proof ?? closest)?.reason ?? 'No evidence was given.',
  };
}

/** The field of the law pack that takes what is unproven of a kind. */
export const FIELD_OF: Record<ClaimKind, string> = {
  number: 'unprovenNumbers',
  superlative: 'unprovenSuperlatives',
  testimonial: 'testimonials',
  health: 'unprovenHealthClaims',
  finance: 'unprovenFinanceClaims',
};

/** By field of the law pack, the words of the claims that nothing proves. */
export const unprovenBy = (claims: readonly CheckedClaim[]): Record<string, string[]> =>
  Object.fromEntries(
    CLAIM_KINDS.map((kind) => [
      FIELD_OF[kind],
      [...new Set(claims.filter((one) => one.kind === kind && one.state === 'unsupported').map(({ claim }) => claim))],
    ]),
  );
