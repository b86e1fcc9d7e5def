/** How much is done to whom. */
export interface MoneyPlan {
  readonly processes: number;
  /** Calls at once, over all processes. */
  readonly concurrency: number;
  /** Calls of each of those, one after the other. */
  readonly rounds: number;
  /** Of processes that spend, with kill -9. */
  readonly kills: number;
  readonly councilKills: number;
  readonly expiresInMs: number;
  /** Whether the vendor's word on usage can be relied on. */
  readonly lies: boolean;
  readonly seed: number;
}

export const SHORT: MoneyPlan = {
  processes: 2,
  concurrency: 50,
  rounds: 5,
  kills: 3,
  councilKills: 1,
  expiresInMs: 4_000,
  lies: false,
  seed: 1,
};

export const LONG: MoneyPlan = {
  processes: 4,
  concurrency: 200,
  rounds: 100,
  kills: 40,
  councilKills: 6,
  expiresInMs: 60_000,
  lies: false,
  seed: 1,
};

/** On average: what is reserved for a call, and what an honest one costs. */
const MEAN_BOUND_MICRO_USD = 1_000;
const MEAN_COST_MICRO_USD = 800;

/** The money is used up when this part of the calls has been made; all kills happen before. */
const LASTS = 0.75;
export const KILLED_UNTIL = 0.6;

export const callsOf = ({ concurrency, rounds }: MoneyPlan): number => concurrency * rounds;

/** What is under way when a process is killed expires, and counts as spent. */
export const limitOf = (plan: MoneyPlan): number =>
  callsOf(plan) * MEAN_COST_MICRO_USD * LASTS + plan.kills * (plan.concurrency / plan.processes) * MEAN_BOUND_MICRO_USD;
