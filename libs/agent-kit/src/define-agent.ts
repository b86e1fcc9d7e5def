import { ROSTER, homeOf, type AgentCode, type AgentHome } from '@raptor/contracts';
import type { z } from 'zod';
import type { Evidence, EvidenceItem } from './evidence/evidence';
import type { MemoryDraft, MemoryQuestion } from './memory/memory';
import type { Sources } from './sources/sources';

/** Which class of model an agent asks: `none` asks no model at all, `deep` is for Lords. Configuration says which model each is today. */
export const MODEL_TIERS = ['none', 'flash', 'balanced', 'deep'] as const;
export type ModelTier = (typeof MODEL_TIERS)[number];

/** When it runs: asked for, or by itself every so often. */
export type Cadence = 'on-demand' | '1-min' | '15-min' | '1-h' | '6-h' | 'daily' | 'weekly';

/** An input, and what must be true of every answer to it, from a model or from the floor. */
export interface Sample<Input extends z.ZodType, Output extends z.ZodType> {
  /** What it is about, for test names. */
  readonly name: string;
  readonly input: z.input<Input>;
  /** What its sources would have shown; left out where the agent reads nothing. */
  readonly evidence?: Evidence;
  /** A property of good answers, not one frozen text. */
  expect(answer: z.output<Output>): boolean;
}

/**
 * What an agent is: a description, not a class. One per `*.agent.ts` file, and one line on its guild's list. Whatever has a
 * lifetime (model, database, budget, metrics) belongs to the one runner, which does the rest for all of them alike.
 */
export interface AgentDescription<Input extends z.ZodType = z.ZodType, Output extends z.ZodType = z.ZodType> {
  readonly code: AgentCode;
  readonly name: string;
  readonly guild: AgentHome;
  /** One sentence a user reads in the registry. */
  readonly purpose: string;
  readonly tier: ModelTier;
  /** Default: on demand. */
  readonly cadence?: Cadence;
  /** An object; parsed before anything is read or paid. What another guild owns comes in here. */
  readonly input: Input;
  /** An object; what nobody sees before it fits. */
  readonly output: Output;
  /** Reads its evidence through named sources; what they are asked and what they answered is recorded by them. */
  gather?(task: z.output<Input>, sources: Sources): Promise<unknown>;
  /** The answer from input and evidence alone: arithmetic, statistics, extraction, templates. Pure: the same for the same. */
  floor(task: z.output<Input>, evidence: Evidence): z.output<Output>;
  /** What a model is asked, to better the floor. Evidence is fenced and added by the runner. Absent where `tier` is `none`. */
  prompt?(task: z.output<Input>, evidence: Evidence, floor: z.output<Output>): string;
  /** Whether a model is shown this piece of evidence; left out: all of it. What code has worked up for the prompt need not be paid for twice. */
  shows?(piece: EvidenceItem): boolean;
  /**
   * Fills in what code works out and no model need get right: scores, counts, sums. The runner applies it to every answer of a model that fits
   * the schema, before `check`; those fields have a default in the schema. A floor comes finished: finishing it changes nothing.
   */
  finish?(answer: z.output<Output>, task: z.output<Input>, evidence: Evidence): z.output<Output>;
  /** What is wrong with an answer, a sentence each, as the model may read it; limits, sums, ids that exist, banned words. */
  check?(answer: z.output<Output>, task: z.output<Input>, evidence: Evidence): string[];
  /** How long an answer may be used again for the same question. Left out: never, as for watchers. */
  readonly cache?: { readonly ttlMs: number; key?(task: z.output<Input>): unknown };
  /** Which memories are consulted beside `gather`, and what of an answer is remembered. */
  readonly memory?: {
    recall?(task: z.output<Input>): readonly MemoryQuestion[];
    remember?(answer: z.output<Output>, task: z.output<Input>, evidence: Evidence): readonly MemoryDraft[];
  };
  /** At least three. */
  readonly samples: readonly Sample<Input, Output>[];
}

/**
 * Declares an agent.
 * @throws Error when the code belongs to another guild, the name is not the one on the roster, or prompt and tier disagree.
 */
export function defineAgent<Input extends z.ZodType, Output extends z.ZodType>(
  description: AgentDescription<Input, Output>,
): AgentDescription<Input, Output> {
  const { code, name, guild, tier, prompt } = description;
  if (homeOf(code) !== guild) throw new Error(`${code} belongs to ${homeOf(code)}, not to ${guild}`);
  if (ROSTER[code] !== name) throw new Error(`${code} is called "${ROSTER[code]}" on the roster, not "${name}"`);
  if ((tier === 'none') === (prompt !== undefined))
    throw new Error(`${code} is of tier ${tier}: ${prompt ? 'it asks no model and has a prompt' : 'it has no prompt'}`);
  return description;
}
