import type { ModelTier } from '../define-agent';

export const MODEL_PROVIDERS = ['anthropic', 'gemini'] as const;
export type ModelProvider = (typeof MODEL_PROVIDERS)[number];

/** One request to one model. Everything that bounds its cost is in it. */
export interface ModelCall {
  /** The vendor's id of the model. */
  readonly model: string;
  /** House rules and the agent's role; never text of strangers. The part worth caching at the vendor. */
  readonly system: string;
  /** What is asked, with evidence fenced. */
  readonly prompt: string;
  /** JSON Schema of the answer. */
  readonly schema: Readonly<Record<string, unknown>>;
  /** Output with thinking: the request enforces it. */
  readonly maxOutputTokens: number;
  /** Stays the same for one attempt, however often it is sent. */
  readonly attemptId: string;
  readonly signal: AbortSignal;
  readonly deadlineAt: Date;
}

/** How a call travels: answered at once, or within a day at half the price. */
export const MODEL_LANES = ['inline', 'batch'] as const;
export type ModelLane = (typeof MODEL_LANES)[number];

/** In tokens, as the vendor reports them. */
export interface ModelUsage {
  /** All that went in, cached and newly cached included. */
  readonly inputTokens: number;
  /** Read from the vendor's cache. */
  readonly cachedTokens: number;
  /** Written to the vendor's cache. */
  readonly cacheWriteTokens: number;
  /** All that came out, thinking included. */
  readonly outputTokens: number;
  readonly thinkingTokens: number;
}

/** Why there is no usable answer although the vendor answered, and billed. */
export const UNUSABLE = [
  'MODEL_REFUSED',
  'MODEL_CUT_OFF',
  'MODEL_BLOCKED',
  'MODEL_UNKNOWN_TOOL',
  'MODEL_MALFORMED',
] as const;
export type Unusable = (typeof UNUSABLE)[number];

/** What a vendor said. `usage` is undefined where it did not say. */
export type ModelAnswer =
  | { readonly outcome: 'answered'; readonly text: string; readonly usage: ModelUsage | undefined }
  | {
      readonly outcome: 'unusable';
      readonly code: Unusable;
      readonly detail: string;
      readonly text: string;
      readonly usage: ModelUsage | undefined;
    };

/**
 * One vendor. Adapters say how: AnthropicModel, GeminiModel.
 * @throws ModelFailure MODEL_RATE_LIMITED, MODEL_OVERLOADED, MODEL_UNAVAILABLE, MODEL_TIMEOUT, MODEL_SPEND_LIMIT, MODEL_REJECTED_REQUEST; aborted: the signal's reason.
 */
export interface Model {
  readonly provider: ModelProvider;
  ask(call: ModelCall): Promise<ModelAnswer>;
  /** The same in the vendor's batch lane, where it has one: takes up to the deadline, hours as a rule. */
  askInBatch?(call: ModelCall): Promise<ModelAnswer>;
  /** Waits for the answers under way for a moment, then ends the connections. */
  close(): Promise<void>;
}

/** What an agent's run asks of all models together: the right one for the tier, paid for, at most repaired once. */
export interface PaidQuestion {
  readonly tier: Exclude<ModelTier, 'none'>;
  readonly system: string;
  readonly prompt: string;
  readonly schema: Readonly<Record<string, unknown>>;
  readonly maxOutputTokens: number;
  /** Gives what is wrong with an answer (text as it came), or the value that is right. The answer that is wrong is repaired once. */
  judge(text: string): { readonly value: unknown } | { readonly problems: readonly string[] };
  readonly payer: Payer;
  readonly signal: AbortSignal;
  readonly deadlineAt: Date;
  /** `batch`: nobody waits, half the price will do. Only with a deadline hours away, and where the vendor has such a lane. */
  readonly lane?: ModelLane;
  /** Told each answer that was paid for, before it is judged and before anything more is paid; waited for. */
  readonly keep?: (answer: KeptAnswer) => Promise<void>;
  /**
   * What `keep` was told when the same question broke off before, in order: it is judged first and not bought again. Where the last of several is
   * wrong, or it is one that was to be repaired already, nothing more is asked.
   */
  readonly kept?: readonly KeptAnswer[];
}

/** An answer that was paid for, as it came. */
export interface KeptAnswer {
  readonly text: string;
  readonly model: string;
  readonly tier: Exclude<ModelTier, 'none'>;
  readonly promptHash: string;
  readonly attempt: PaidAttempt;
}

/** In whose name money is spent. */
export interface Payer {
  readonly workspaceId: string;
  readonly agentCode: string;
  readonly runId: string;
  readonly assignmentId?: string;
  readonly campaignId?: string;
  readonly userId?: string;
}

/** How it went; costs are in micro-USD and the sum of all attempts, whatever came of them, those of `kept` answers included. */
export type PaidAnswer = {
  readonly costMicroUsd: number;
  readonly attempts: readonly PaidAttempt[];
} & (
  | {
      readonly outcome: 'answered';
      readonly value: unknown;
      readonly model: string;
      readonly tier: Exclude<ModelTier, 'none'>;
      readonly promptHash: string;
    }
  /** A code of the catalogue of errors: MODEL_*, BUDGET_*, DEADLINE_EXCEEDED, STOPPED. The floor stands. */
  | { readonly outcome: 'failed'; readonly code: string; readonly detail: string }
);

export interface PaidAttempt {
  readonly attemptId: string;
  readonly provider: ModelProvider;
  readonly model: string;
  readonly outcome: string;
  readonly costMicroUsd: number;
  readonly usage?: ModelUsage;
}

export interface PaidModels {
  ask(question: PaidQuestion): Promise<PaidAnswer>;
}
