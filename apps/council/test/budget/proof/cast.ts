/** What a process that spends is told when it starts. Plain data: it travels as an argument. */
export interface Directions {
  /** A name of its own in each life. */
  readonly name: string;
  readonly workspaceId: string;
  readonly meterUrl: string;
  /** Calls at once. */
  readonly concurrency: number;
  /** How long a reservation may stay open. */
  readonly expiresInMs: number;
  readonly seed: number;
}

/** What became of one call, as far as the process that made it knows. */
export const OUTCOMES = [
  'settled',
  'unknown usage',
  'not billed',
  'BUDGET_EXHAUSTED',
  'BUDGET_TIER_TOO_DEAR',
  'BUDGET_UNAVAILABLE',
  'WORK_STOPPED',
] as const;
export type CallOutcome = (typeof OUTCOMES)[number];

export type Told =
  | { readonly type: 'ready' }
  | { readonly type: 'called'; readonly outcome: CallOutcome }
  /** No call is under way, and every one was settled. */
  | { readonly type: 'idle' };

/** To go on calling, or to come to rest. */
export interface Order {
  readonly call: boolean;
}

/** What a call asks the meter for. */
export interface MeterRequest {
  readonly attemptId: string;
  readonly by: string;
  /** The most it can cost: the meter keeps to it, unless it lies. */
  readonly boundMicroUsd: number;
}

/** What the meter says that it has charged, and what can be counted from what it gave. */
export interface MeterAnswer {
  readonly usageMicroUsd?: number;
  readonly countedMicroUsd: number;
}
