import { setTimeout as delay } from 'node:timers/promises';
import type { ServiceKey } from './fleet-services';
import { RestartBackoff } from './backoff';
import { askReadiness } from './readiness';
import { ServiceProcess, type ServiceExit, type ServiceProgram } from './service-process';

/** Services promise to leave within this time of SIGTERM. */
const MAY_TAKE_MS = 9_000;
const ASK_EVERY_MS = 50;
/** A service that answers "not yet" has asked its databases for us; it is not asked as often as one that does not listen yet. */
const ASK_AGAIN_MS = 150;
const LOG_LINES_SHOWN = 12;
/** What a service says with its exit code when its configuration cannot be used: trying again would not help. */
const BAD_CONFIGURATION = 78;
const CRASHES_BEFORE_FIRST_READY = 3;

export interface SupervisorEvents {
  spawned(service: SupervisedService, pid: number): void;
  ready(service: SupervisedService, afterMs: number, again: boolean): void;
  crashed(service: SupervisedService, exit: ServiceExit, restartInMs: number): void;
}

export interface SupervisedOptions extends ServiceProgram {
  readonly key: ServiceKey;
  readonly port: number;
  /** How long it may take to leave before it is killed, default 9 s. */
  readonly mayTakeMs?: number;
}

/** One replica that is kept alive on its port until it is told to stop. */
export class SupervisedService {
  /** Settles once: when it was ready for the first time, or with the reason why that will not happen. */
  readonly firstReady: Promise<void>;
  readonly url: string;
  private readonly mayTakeMs: number;
  private current: ServiceProcess | undefined;
  /** Settles when a process that is being replaced has left. */
  private replaced: Promise<void> = Promise.resolve();
  private backoff = new RestartBackoff();
  private stopping = false;
  private replacing = false;
  private wasReady = false;
  private crashes = 0;
  private lastAnswer: string | undefined;
  private readonly pause = new AbortController();
  private becameReady: () => void = () => undefined;
  private gaveUp: (reason: Error) => void = () => undefined;

  constructor(
    readonly options: SupervisedOptions,
    private readonly events: SupervisorEvents,
  ) {
    this.mayTakeMs = options.mayTakeMs ?? MAY_TAKE_MS;
    this.url = `http://127.0.0.1:${options.port}`;
    this.firstReady = new Promise((resolve, reject) => {
      this.becameReady = resolve;
      this.gaveUp = reject;
    });
    // Whoever waits hears of it; nobody may be waiting yet.
    this.firstReady.catch(() => undefined);
  }

  /** Of the running process, or of the last one while the next has not begun. */
  get pid(): number | undefined {
    return this.current?.pid;
  }

  start(): void {
    if (this.stopping) return;
    const life = new ServiceProcess(this.options);
    this.current = life;
    if (life.pid !== undefined) this.events.spawned(this, life.pid);
    void this.watchForReadiness(life, performance.now());
    void life.exited.then((exit) => this.afterExit(life, exit));
  }

  /** Ends it for good: drain first, kill after 9 s. */
  async stop(): Promise<void> {
    this.stopping = true;
    this.pause.abort();
    await this.current?.end(this.mayTakeMs);
    await this.replaced;
  }

  /** Replaces the running process by a new one on the same port, for a new bundle. */
  async restart(): Promise<void> {
    this.replacing = true;
    this.backoff = new RestartBackoff();
    this.replaced = this.current?.end(this.mayTakeMs) ?? Promise.resolve();
    await this.replaced;
    this.replacing = false;
    this.start();
  }

  /** Ends it at once and for good. */
  kill(): void {
    this.stopping = true;
    this.pause.abort();
    this.current?.kill();
  }

  /** Why it is not ready, with the last lines of its log. */
  describeTrouble(what: string): string {
    const lines = this.current?.lastLogLines(LOG_LINES_SHOWN) ?? [];
    return [
      `${this.options.name} ${what}`,
      ...(this.lastAnswer ? [`  It says about itself: ${this.lastAnswer}`] : []),
      ...(lines.length > 0
        ? [`  The end of its log, ${this.options.logFile}:`, ...lines.map((line) => `    ${line}`)]
        : ['  It has logged nothing.']),
    ].join('\n');
  }

  private async watchForReadiness(life: ServiceProcess, started: number): Promise<void> {
    while (!life.isGone && !this.stopping) {
      const { ready, answer } = await askReadiness(this.url);
      if (life.isGone || this.stopping) return;
      this.lastAnswer = ready ? undefined : answer;
      if (ready) {
        const again = this.wasReady;
        this.wasReady = true;
        this.becameReady();
        return this.events.ready(this, performance.now() - started, again);
      }
      await delay(answer === undefined ? ASK_EVERY_MS : ASK_AGAIN_MS);
    }
  }

  private async afterExit(life: ServiceProcess, exit: ServiceExit): Promise<void> {
    if (this.stopping || this.replacing) return;
    this.crashes += 1;
    if (!this.wasReady && exit.code === BAD_CONFIGURATION) {
      return this.gaveUp(new Error(this.describeTrouble('does not accept its configuration (exit code 78).')));
    }
    if (!this.wasReady && this.crashes >= CRASHES_BEFORE_FIRST_READY) {
      return this.gaveUp(
        new Error(this.describeTrouble(`ended ${this.crashes} times without ever being ready, ${describeExit(exit)}.`)),
      );
    }
    const restartInMs = this.backoff.delayAfter(exit.livedMs);
    this.events.crashed(this, exit, restartInMs);
    await delay(restartInMs, undefined, { signal: this.pause.signal }).catch(() => undefined);
    if (this.current === life && !this.replacing) this.start();
  }
}

/** How a process ended, in words. */
export function describeExit({ code, signal }: Pick<ServiceExit, 'code' | 'signal'>): string {
  if (signal) return `by ${signal}`;
  return code === null ? 'before it could start' : `with exit code ${code}`;
}
