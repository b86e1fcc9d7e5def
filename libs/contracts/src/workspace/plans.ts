/** What a workspace pays for, from the smallest on. */
export const PLANS = ['free', 'pro', 'enterprise'] as const;

export type Plan = (typeof PLANS)[number];

export interface PlanLimits {
  /** Tokens that the models of a workspace may use in a calendar month. */
  readonly tokensPerMonth: number;
  /** What its models and look-ups may cost in a calendar month, in micro-USD. */
  readonly microUsdPerMonth: number;
}

/** The one place that says what a plan allows: $10 for a million tokens, in every plan. A month's budget is opened with it. */
export const PLAN_LIMITS: Readonly<Record<Plan, PlanLimits>> = {
  free: { tokensPerMonth: 100_000, microUsdPerMonth: 1_000_000 },
  pro: { tokensPerMonth: 1_000_000, microUsdPerMonth: 10_000_000 },
  enterprise: { tokensPerMonth: 2_000_000, microUsdPerMonth: 20_000_000 },
};
