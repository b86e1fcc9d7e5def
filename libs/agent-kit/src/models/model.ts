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
 * @throws AppError MODEL_RATE_LIMITED, MODEL_OVERLOADED, MODEL_UNAVAILABLE, MODEL_TIMEOUT, MODEL_SPEND_LIMIT, MODEL_REJECTED_REQUEST; aborted: the signal's reason.
 */
export interface Model {
  readonly provider: ModelProvider;
  ask(call: ModelCall): Promise<ModelAnswer>;
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

/** How it went; costs are in micro-USD and the sum of all attempts, whatever came of them. */
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
