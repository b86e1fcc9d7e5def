import type { ClaimKind } from '../../claims/claim-evidence.entity';

/** What a claim is by its wording; `kind` says what evidence it needs. */
export const CLAIM_FORMS = [
  'percentage',
  'price',
  'free',
  'duration',
  'multiple',
  'rating',
  'count',
  'since',
  'rank',
  'comparison',
  'award',
  'guarantee',
  'environmental',
  'quote',
  'hearsay',
  'health',
  'finance',
] as const;
export type ClaimForm = (typeof CLAIM_FORMS)[number];

/** Something that copy says and that somebody could be asked to prove. */
export interface Claim {
  readonly kind: ClaimKind;
  readonly form: ClaimForm;
  /** The exact words, `text.slice(start, end)`. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The number it states, or the word it is known by: 10000 for "10k", `best` for "The Best". */
  readonly value: number | string;
  /** What the number is of, in the singular: `%`, `USD`, `day`, `customer`. */
  readonly unit?: string;
  /** The sentence around it: what the claim is about. */
  readonly context: string;
}

/** A claim before its words and its sentence are cut out. */
export type Draft = Omit<Claim, 'text' | 'context'>;
