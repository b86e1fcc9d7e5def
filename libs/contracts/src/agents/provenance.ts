import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsUUID,
  Length,
  Matches,
  Max,
  Min,
  ValidateNested,
} from 'class-validator';

/** How an answer came about: by the model of the agent's tier, by a cheaper one, said before, or by code alone. */
export const ANSWER_MODES = ['model', 'cheaper_tier', 'cache', 'floor'] as const;
export type AnswerMode = (typeof ANSWER_MODES)[number];

/** `<guild>:<SHA-256 of the content, in hex>`. */
export const EVIDENCE_ID = /^(council|research|muse|matrix|guardian):[0-9a-f]{64}$/;

/** Something an answer rests on, with the words it rests on. */
export class CitedEvidence {
  @Matches(EVIDENCE_ID) id!: string;
  @Length(1, 64) source!: string;
  @IsOptional() @Length(1, 2_048) url?: string;
  @IsOptional() @Length(1, 500) title?: string;
  @Length(0, 1_000) excerpt!: string;
  /** ISO 8601. */
  @Length(20, 40) seenAt!: string;
  @IsBoolean() tainted!: boolean;
}

/** Something that could not be looked at, and why. */
export class LackingEvidence {
  @Length(1, 64) source!: string;
  @Length(0, 500) what!: string;
  @Length(1, 500) reason!: string;
}

/** Where an answer comes from: on every answer of every agent. */
export class Provenance {
  @IsIn(ANSWER_MODES) mode!: AnswerMode;
  /** The run that made it; a cached answer names the run it comes from. */
  @IsUUID() runId!: string;
  /** Id at the vendor; present where a model wrote the answer. */
  @IsOptional() @Length(1, 200) model?: string;
  /** SHA-256 of what the model was asked. */
  @IsOptional() @Matches(/^[0-9a-f]{64}$/) promptHash?: string;
  /** Why it is not the model's of the agent's tier: a code of the catalogue of errors. */
  @IsOptional() @Matches(/^[A-Z][A-Z_]+$/) degradedBy?: string;
  @IsArray() @ArrayMaxSize(500) @Matches(EVIDENCE_ID, { each: true }) evidenceIds!: string[];
  @IsArray()
  @ArrayMaxSize(100)
  @ValidateNested({ each: true })
  @Type(() => LackingEvidence)
  lacking!: LackingEvidence[];
  /** The memory was away: what this workspace knows was not consulted. */
  @IsBoolean() contextUnavailable!: boolean;
  /** Text of strangers was read on the way. */
  @IsBoolean() tainted!: boolean;
  /** Nobody has reviewed it: it cannot be published. */
  @IsBoolean() unreviewed!: boolean;
  /** Micro-USD: what this answer has cost now; 0 for one from the cache. */
  @IsInt() @Min(0) @Max(Number.MAX_SAFE_INTEGER) costMicroUsd!: number;
}
