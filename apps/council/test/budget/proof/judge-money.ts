import type { Account, Figures } from './account';
import type { Company } from './company';
import type { Meter } from './meter';
import type { MoneyPlan } from './plan';

/** Of the limit, at the first refusal with nothing in flight. */
const LEAST_USED = 0.95;
const LISTED = 10;

export interface Evidence {
  readonly plan: MoneyPlan;
  readonly company: Company;
  readonly meter: Meter;
  readonly account: Account;
  readonly stormMs: number;
  readonly afterStorm: Figures;
  readonly atRest: Figures;
  readonly lastCalls: number;
  readonly end: Figures;
}

/** What is wrong, a sentence each. */
export async function judgeMoney({ plan, company, meter, account, end }: Evidence): Promise<string[]> {
  const used = end.spent / end.limit;
  const known = end.spent + end.overrun;
  const { open, deadLetters } = await account.underWay();
  const judged: [boolean, string][] = [
    [known >= meter.totalMicroUsd, `the books know ${known} micro-USD, the meter has charged ${meter.totalMicroUsd}`],
    [plan.lies || used >= LEAST_USED, `refused with ${percent(used)} of the limit spent`],
    [plan.lies || end.overrun === 0, `${end.overrun} of overrun although every call kept to its bound`],
    [company.caught.spenders > 0, 'no process was killed with a call in flight: nothing is proved'],
    [plan.councilKills === 0 || company.caught.council > 0, 'the council was never killed at work: nothing is proved'],
    [open === 0, `${open} reservations are open after the sweep`],
    [deadLetters === 0, `${deadLetters} messages could not be handled`],
  ];
  const wrong = judged.flatMap(([isRight, otherwise]) => (isRight ? [] : [otherwise]));
  return [...company.accidents, ...account.problems, ...wrong, ...(await shortfalls(meter, account))];
}

/** Calls of which the ledger knows less than was charged. */
async function shortfalls(meter: Meter, account: Account): Promise<string[]> {
  const ledger = await account.ledger();
  const short = [...meter.charged].filter(([attemptId, cost]) => (ledger.get(attemptId) ?? 0) < cost);
  return short
    .slice(0, LISTED)
    .map(
      ([attemptId, cost]) => `${attemptId} was charged ${cost}, the ledger has ${ledger.get(attemptId) ?? 'nothing'}`,
    );
}

/** What was done and seen, for people. */
export async function moneyTable(evidence: Evidence): Promise<string> {
  const { plan, company, meter, account, stormMs, afterStorm, atRest, lastCalls, end } = evidence;
  const { caught } = company;
  return [
    `calls: ${company.calls} in ${(stormMs / 1_000).toFixed(1)} s from ${plan.processes} processes, ${plan.concurrency} at once: ${list(company.outcomes)}`,
    `kill -9: ${plan.kills} of processes that spend, ${caught.spenders} with a call at the meter; ${plan.councilKills} of the council, ${caught.council} in a transaction`,
    `meter: ${meter.charged.size} calls charged, ${meter.totalMicroUsd} micro-USD; ${list(meter.faults)}`,
    `books: ${end.spent} spent and ${end.overrun} overrun of ${end.limit}; ${list(Object.entries(await account.states()))}`,
    `after the storm ${afterStorm.spent} spent and ${afterStorm.reserved} reserved, at rest ${atRest.spent} spent`,
    `looked ${account.polls} times: at most ${account.mostCommitted} of ${end.limit} spent and reserved`,
    plan.lies
      ? `at the end ${percent(end.spent / end.limit)} spent`
      : `first refusal with nothing in flight after ${lastCalls} more calls, at ${percent(end.spent / end.limit)} spent`,
  ].join('\n');
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const list = (entries: Iterable<[string, number]>): string =>
  [...entries].map(([what, count]) => `${what} ${count}`).join(', ');
