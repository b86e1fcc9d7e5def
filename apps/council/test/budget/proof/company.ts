import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { eventually } from '@raptor/testing';
import type { SeededRandom } from '../../../../../libs/raptor-bus/test/chaos/seeded-random';
import { Undertaker } from '../../../../../libs/raptor-bus/test/chaos/undertaker';
import type { Account } from './account';
import type { CallOutcome, Directions, Told } from './cast';
import { expectThat } from './expect-that';
import type { Meter } from './meter';
import { MortalProcess } from './mortal-process';
import { callsOf, KILLED_UNTIL, type MoneyPlan } from './plan';

/** The time to start is the machine's. */
const READY_WITHIN_MS = 60_000;
/** A process caught with a call at the meter, or in a transaction. */
const CAUGHT_WITHIN_MS = 15_000;
const IDLE_WITHIN_MS = 30_000;
const LOOK_EVERY_MS = 5;

export interface CompanyOptions {
  readonly plan: MoneyPlan;
  readonly folder: string;
  readonly workspaceId: string;
  readonly meter: Meter;
  readonly account: Account;
  readonly random: SeededRandom;
  environment(service: 'council' | 'muse'): NodeJS.ProcessEnv;
}

/** The processes of the proof: a council, and those that spend. */
export class Company {
  /** Calls that were asked for and answered; those that found no council are none. */
  calls = 0;
  /** Kills that hit something in flight. */
  readonly caught = { spenders: 0, council: 0 };
  readonly outcomes = new Map<CallOutcome, number>();
  readonly accidents: string[] = [];
  private readonly undertaker = new Undertaker();
  private readonly idle = new Set<string>();
  private readonly council: MortalProcess;
  private readonly spenders: readonly MortalProcess[];

  constructor(private readonly of: CompanyOptions) {
    this.council = this.aProcess('council', 1);
    this.spenders = Array.from({ length: of.plan.processes }, (_, n) => this.aProcess('muse', n + 1));
  }

  async start(): Promise<void> {
    const all = [this.council, ...this.spenders];
    for (const each of all) each.start();
    await Promise.all(all.map((each) => this.untilReady(each)));
  }

  /** Has all of them spend until the calls of the plan are made, and kills them meanwhile, spread over the first calls. */
  async storm(): Promise<void> {
    const { plan, random } = this.of;
    for (const spender of this.spenders) spender.instruct({ call: true });
    const kills = [
      ...Array.from({ length: plan.kills }, (_, n) => this.spenders[n % this.spenders.length] as MortalProcess),
      ...Array.from({ length: plan.councilKills }, () => this.council),
    ];
    for (const [number, victim] of random.shuffled(kills).entries()) {
      await this.untilCalls(((number + 1) / (kills.length + 1)) * KILLED_UNTIL * callsOf(plan));
      if (victim === this.council) await this.killCouncil();
      else await this.killSpender(victim);
    }
    await this.untilCalls(callsOf(plan));
  }

  /** Resolves when no call is under way any more. */
  async rest(): Promise<void> {
    this.idle.clear();
    for (const spender of this.spenders) {
      await this.untilReady(spender);
      spender.instruct({ call: false });
    }
    const { length } = this.spenders;
    await eventually(() => expectThat(this.idle.size === length, 'calls are still under way'), {
      withinMs: IDLE_WITHIN_MS,
    });
  }

  async retire(): Promise<void> {
    await Promise.all([this.council, ...this.spenders].map((each) => each.retire()));
    this.undertaker.end();
  }

  private aProcess(service: 'council' | 'muse', number: number): MortalProcess {
    const { plan, folder, workspaceId, meter, random, environment } = this.of;
    const name = `${service}-${number}`;
    return new MortalProcess({
      name,
      program: join(folder, 'programs', service === 'council' ? 'council.js' : 'spender.js'),
      logFile: join(folder, `${name}.log`),
      undertaker: this.undertaker,
      environment: (life) => ({ ...environment(service), REPLICA_ID: life }),
      directions: (life): Directions => ({
        name: life,
        workspaceId,
        meterUrl: meter.url,
        concurrency: Math.ceil(plan.concurrency / plan.processes),
        expiresInMs: plan.expiresInMs,
        seed: random.between(1, 1_000_000),
      }),
      told: (told) => this.hear(name, told),
      accident: (text) => this.accidents.push(text),
    });
  }

  private hear(name: string, told: Told): void {
    if (told.type === 'idle') this.idle.add(name);
    if (told.type !== 'called') return;
    if (told.outcome !== 'BUDGET_UNAVAILABLE') this.calls += 1;
    this.outcomes.set(told.outcome, (this.outcomes.get(told.outcome) ?? 0) + 1);
  }

  private untilReady(process: MortalProcess): Promise<void> {
    return eventually(() => expectThat(process.isReady, `${process.name} is not ready`), { withinMs: READY_WITHIN_MS });
  }

  private async untilCalls(calls: number): Promise<void> {
    while (this.calls < calls) {
      if (this.accidents.length > 0) throw new Error(this.accidents.join('\n'));
      await pause(LOOK_EVERY_MS);
    }
  }

  /** As soon as a call of it is charged. */
  private async killSpender(spender: MortalProcess): Promise<void> {
    const { meter } = this.of;
    await this.untilReady(spender);
    const until = Date.now() + CAUGHT_WITHIN_MS;
    while (meter.openOf(spender.name) === 0 && Date.now() < until) await pause(LOOK_EVERY_MS);
    if (meter.openOf(spender.name) > 0) this.caught.spenders += 1;
    await spender.kill();
    spender.start();
  }

  private async killCouncil(): Promise<void> {
    await this.untilReady(this.council);
    const until = Date.now() + CAUGHT_WITHIN_MS;
    let isWriting = false;
    while (!isWriting && Date.now() < until) isWriting = await this.of.account.isCouncilWriting();
    if (isWriting) this.caught.council += 1;
    await this.council.kill();
    this.council.start();
  }
}
