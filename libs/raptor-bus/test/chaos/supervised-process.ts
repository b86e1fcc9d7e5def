import { fork, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { builtProgram, NODE_PATH } from './built-programs';
import { DIRECTIONS, type Directions, type Order, type Part, type Told } from './cast';
import type { Undertaker } from './undertaker';

const ENDED_WITHIN_MS = 5_000;
const LOG_CHARACTERS_SHOWN = 2_000;
/** A process that dies by itself is started again so that the test comes to an end, not at once, or it would be all it does. */
const AGAIN_AFTER_MS = 1_000;

export interface Supervision {
  readonly part: Part;
  /** Where the programs are built. */
  readonly programs: string;
  readonly logFile: string;
  readonly undertaker: Undertaker;
  directionsFor(part: Part, instance: string): Directions;
  told(told: Told): void;
  /** It ended although nobody killed it. */
  accident(text: string): void;
}

/** One process of the test: started, stopped for a while, killed, and started again under another instance name. */
export class SupervisedProcess {
  readonly part: Part;
  /** A fault has it: no other may. */
  isTaken = false;
  private child: ChildProcess | undefined;
  private lives = 0;
  private state: 'starting' | 'ready' | 'gone' = 'gone';
  private ended: Promise<void> = Promise.resolve();
  private retired = false;
  private order: Order = { accept: true };

  constructor(private readonly of: Supervision) {
    this.part = of.part;
  }

  get isReady(): boolean {
    return this.state === 'ready';
  }

  get isStarting(): boolean {
    return this.state === 'starting';
  }

  /** The name of this life: of its consumer in Redis and of its connections in Postgres. */
  get instance(): string {
    return `${this.part.name}:${this.lives}`;
  }

  start(): void {
    if (this.retired) return;
    this.lives += 1;
    this.state = 'starting';
    const log = openSync(this.of.logFile, 'a');
    const directions = this.of.directionsFor(this.part, this.instance);
    const child = fork(builtProgram(this.of.programs, this.part.role), [], {
      env: { ...process.env, NODE_PATH, [DIRECTIONS]: JSON.stringify(directions) },
      execArgv: [],
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    this.child = child;
    const { pid } = child;
    if (pid !== undefined) this.of.undertaker.born(pid);
    child.on('message', (told: Told) => {
      if (told.type === 'ready') this.becomeReady(child);
      this.of.told(told);
    });
    child.on('error', () => undefined);
    this.ended = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        if (pid !== undefined) this.of.undertaker.gone(pid);
        if (this.child === child) this.diedByItself(code, signal);
        resolve();
      });
    });
  }

  /** As `kill -9`. */
  async kill(): Promise<void> {
    const { child, ended } = this;
    this.child = undefined;
    this.state = 'gone';
    child?.kill('SIGKILL');
    await ended;
  }

  stop(): void {
    this.child?.kill('SIGSTOP');
  }

  resume(): void {
    this.child?.kill('SIGCONT');
  }

  /** To producers, also in their next lives. */
  instruct(order: Order): void {
    this.order = order;
    if (this.isReady && this.child?.connected) this.child.send(order, () => undefined);
  }

  /** For good. */
  async retire(): Promise<void> {
    this.retired = true;
    this.resume();
    const { child, ended } = this;
    this.child = undefined;
    if (child?.connected) child.disconnect();
    const timer = setTimeout(() => child?.kill('SIGKILL'), ENDED_WITHIN_MS);
    await ended;
    clearTimeout(timer);
  }

  private becomeReady(child: ChildProcess): void {
    if (this.child !== child) return;
    this.state = 'ready';
    if (this.part.role === 'producer') this.instruct(this.order);
  }

  private diedByItself(code: number | null, signal: NodeJS.Signals | null): void {
    this.child = undefined;
    this.state = 'gone';
    const log = readFileSync(this.of.logFile, 'utf8').slice(-LOG_CHARACTERS_SHOWN);
    this.of.accident(`${this.instance} ended by itself (${signal ?? code}); the end of its log:\n${log}`);
    setTimeout(() => {
      if (!this.child) this.start();
    }, AGAIN_AFTER_MS).unref();
  }
}
