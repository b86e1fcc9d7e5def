import type { PageSentence } from '../pages/sentences';

export const PROOF_KINDS = ['customers', 'rating', 'award', 'testimonial', 'case study', 'track record'] as const;
export type ProofKind = (typeof PROOF_KINDS)[number];

const WHO =
  'customers?|users?|teams?|companies|businesses|freelancers?|organi[sz]ations?|brands?|agencies|developers?|people|stores?|schools?|clinics?|hospitals?|firms?';

/** What is offered as proof, by kinds of social proof (Cialdini, Influence, 1984): the crowd, the expert, the user, the record. */
const PROOFS: readonly (readonly [ProofKind, RegExp])[] = [
  ['testimonial', /^["“„«][^"”“»]{15,}["”“»]|["”»]\s*[-–—]\s*\p{Lu}/u],
  ['rating', /\b[1-5](?:[.,]\d)?\s?(?:\/|out of)\s?5\b|\b\d(?:[.,]\d)? stars?\b/i],
  [
    'customers',
    new RegExp(
      String.raw`\b\d[\d.,]*\s?(?:\+|k\b|m\b|thousand|million)?\s?\+?\s?(?:[a-z]+ ){0,2}(?:${WHO})\b|\b(?:trusted|used|loved|chosen) by\b`,
      'i',
    ),
  ],
  ['award', /\b(?:award|awarded|winner|ranked (?:#|no\.? ?)?\d|leader in)\b/i],
  ['case study', /\b(?:case study|customer story|see how|how [A-Z]\w+ (?:cut|saved|grew|doubled|reduced|won))\b/],
  [
    'track record',
    /\b(?:since|founded in|established(?: in)?|for over|for more than)\s(?:(?:19|20)\d{2}|\d+ years)\b/i,
  ],
];

export interface FoundProof extends PageSentence {
  readonly kind: ProofKind;
}

export function proofIn(sentences: readonly PageSentence[]): FoundProof[] {
  return sentences.flatMap((sentence) => {
    const kind = PROOFS.find(([, words]) => words.test(sentence.text))?.[0];
    return kind && !/\?$/.test(sentence.text) ? [{ kind, ...sentence }] : [];
  });
}

/** Standards, programmes and places that buyers ask for, and how pages name them. */
export const TRUST_MARKS: readonly (readonly [string, RegExp])[] = [
  ['SOC 2', /\bSOC ?2\b/i],
  ['ISO 27001', /\bISO(?:\/IEC)? ?27001\b/i],
  ['GDPR', /\bGDPR\b|\bDSGVO\b/i],
  ['HIPAA', /\bHIPAA\b/i],
  ['PCI DSS', /\bPCI(?:[- ]DSS)?\b/],
  ['Single sign-on', /\bSSO\b|\bSAML\b|\bsingle sign-on\b/i],
  ['Two-factor sign-in', /\b(?:two|multi)-factor\b|\b[2M]FA\b/i],
  ['Encryption', /\bencrypt(?:ed|ion|s)\b|\bAES-?256\b/i],
  ['Uptime promise', /\b99[.,]\d+ ?%|\buptime (?:SLA|guarantee)\b|\bSLA\b/i],
  ['Audit log', /\baudit (?:log|trail)s?\b/i],
  [
    'European hosting',
    /\b(?:hosted|stored|data (?:centres?|centers?)) in (?:the )?(?:EU|Europe|Germany|Ireland|Frankfurt)\b/i,
  ],
  ['Review sites', /\b(?:G2|Capterra|Trustpilot|GetApp)\b/],
];

export interface FoundTrust extends PageSentence {
  readonly name: string;
}

/** Each mark once, with the first sentence that names it. */
export const trustIn = (sentences: readonly PageSentence[]): FoundTrust[] =>
  TRUST_MARKS.flatMap(([name, words]) => {
    const found = sentences.find(({ text }) => words.test(text));
    return found ? [{ name, ...found }] : [];
  });
