import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { buildPrograms } from './built-programs';
import { CAST, type Directions, type Part, type Role } from './cast';
import { SupervisedProcess } from './supervised-process';
import type { Tally } from './tally';
import { Undertaker } from './undertaker';

const LOOK_EVERY_MS = 20;
/** The time to start is the machine's, which does many things at once. */
const READY_WITHIN_MS = 60_000;
/** More at once would only make each of them slower. */
const MOST_STARTING = 2;

export interface CompanyOptions {
  /** For the programs and the logs of the processes. */
  readonly folder: string;
  readonly tally: Tally;
  directionsFor(part: Part, instance: string): Directions;
}

/** All processes of the test. */
export class Company {
  readonly processes: readonly SupervisedProcess[];
  private readonly programs: string;
  private readonly undertaker = new Undertaker();

  constructor({ folder, tally, directionsFor }: CompanyOptions) {
    this.programs = join(folder, 'programs');
    this.processes = CAST.map(
      (part) =>
        new SupervisedProcess({
          part,
          programs: this.programs,
          logFile: join(folder, `${part.name}.log`),
          undertaker: this.undertaker,
          directionsFor,
          told: (told) => {
            if (told.type === 'counted') tally.count(told.counts);
          },
          accident: (text) => void tally.accidents.push(text),
        }),
    );
  }

  /** Resolves when all are ready. @throws Error when one is not in time, or their programs do not compile. */
  async start(): Promise<void> {
    await buildPrograms(this.programs);
    for (const process of this.processes) {
      process.start();
      await this.until(() => this.starting < MOST_STARTING);
    }
    await this.until(() => this.processes.every(({ isReady }) => isReady));
  }

  /**
   * The process of this name, for a fault that must have it for itself; another of its role when that one is away.
   * @throws Error when none gets ready in time.
   */
  async take(name: string): Promise<SupervisedProcess> {
    const wanted = this.processes.find(({ part }) => part.name === name);
    const isFree = (process: SupervisedProcess): boolean => process.isReady && !process.isTaken;
    const standIns = this.processes.filter(({ part }) => part.role === wanted?.part.role);
    const found = (): SupervisedProcess | undefined => (wanted && isFree(wanted) ? wanted : standIns.find(isFree));
    await this.until(() => this.starting < MOST_STARTING && found() !== undefined);
    const process = found();
    if (!process) throw new Error(`There is no ${name}`);
    process.isTaken = true;
    return process;
  }

  of(role: Role): SupervisedProcess[] {
    return this.processes.filter(({ part }) => part.role === role);
  }

  /** Ends all of them. */
  async retire(): Promise<void> {
    await Promise.all(this.processes.map((process) => process.retire()));
    this.undertaker.end();
  }

  private get starting(): number {
    return this.processes.filter(({ isStarting }) => isStarting).length;
  }

  private async until(condition: () => boolean): Promise<void> {
    const until = Date.now() + READY_WITHIN_MS;
    while (!condition()) {
      if (Date.now() > until) throw new Error(`Not ready in ${READY_WITHIN_MS} ms: ${this.unready().join(', ')}`);
      await pause(LOOK_EVERY_MS);
    }
  }

  private unready(): string[] {
    return this.processes.filter(({ isReady }) => !isReady).map(({ part }) => part.name);
  }
}
