import { execFile, fork, type ChildProcess } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Undertaker } from '../../../../../libs/raptor-bus/test/chaos/undertaker';
import type { Order, Told } from './cast';

const REPOSITORY = join(__dirname, '..', '..', '..', '..', '..');
const BUILT_WITHIN_MS = 120_000;
const ENDED_WITHIN_MS = 5_000;
const LOG_CHARACTERS_SHOWN = 2_000;

/** Bundles the council as it is deployed and the guild that spends, in a process of its own: a compiler has no place in a test runner. */
export async function buildPrograms(folder: string): Promise<void> {
  const script = join(REPOSITORY, 'tools', 'build', 'build-programs.ts');
  const programs = ['council', 'spender'].map((name) => `${name}=${join(__dirname, 'programs', `${name}.ts`)}`);
  const args = ['-r', '@swc-node/register', script, folder, ...programs];
  await promisify(execFile)(process.execPath, args, { cwd: REPOSITORY, timeout: BUILT_WITHIN_MS });
}

export interface Mortal {
  readonly name: string;
  readonly program: string;
  readonly logFile: string;
  readonly undertaker: Undertaker;
  environment(life: string): NodeJS.ProcessEnv;
  /** What it is told at the start of a life. */
  directions(life: string): object;
  told(told: Told): void;
  /** It ended although nobody killed it. */
  accident(text: string): void;
}

/** A process that is killed and started again under another name. */
export class MortalProcess {
  isReady = false;
  private child: ChildProcess | undefined;
  private lives = 0;
  private ended: Promise<void> = Promise.resolve();
  private order: Order = { call: false };

  constructor(private readonly of: Mortal) {}

  /** Of this life. */
  get name(): string {
    return `${this.of.name}-${this.lives}`;
  }

  start(): void {
    this.lives += 1;
    const log = openSync(this.of.logFile, 'a');
    const child = fork(this.of.program, [JSON.stringify(this.of.directions(this.name))], {
      env: { ...process.env, NODE_PATH: join(REPOSITORY, 'node_modules'), ...this.of.environment(this.name) },
      execArgv: [],
      stdio: ['ignore', log, log, 'ipc'],
    });
    closeSync(log);
    this.child = child;
    const { pid } = child;
    if (pid !== undefined) this.of.undertaker.born(pid);
    child.on('error', () => undefined);
    child.on('message', (told: Told) => {
      if (this.child !== child) return;
      if (told.type === 'ready') {
        this.isReady = true;
        this.instruct(this.order);
      }
      this.of.told(told);
    });
    this.ended = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        if (pid !== undefined) this.of.undertaker.gone(pid);
        if (this.child === child) this.diedByItself(code, signal);
        resolve();
      });
    });
  }

  /** In this life and the next ones. */
  instruct(order: Order): void {
    this.order = order;
    if (this.isReady && this.child?.connected) this.child.send(order, () => undefined);
  }

  /** As `kill -9`. */
  async kill(): Promise<void> {
    const { child, ended } = this;
    this.child = undefined;
    this.isReady = false;
    child?.kill('SIGKILL');
    await ended;
  }

  async retire(): Promise<void> {
    const { child, ended } = this;
    this.child = undefined;
    if (child?.connected) child.disconnect();
    const timer = setTimeout(() => child?.kill('SIGKILL'), ENDED_WITHIN_MS);
    await ended;
    clearTimeout(timer);
  }

  private diedByItself(code: number | null, signal: NodeJS.Signals | null): void {
    this.child = undefined;
    this.isReady = false;
    const log = readFileSync(this.of.logFile, 'utf8').slice(-LOG_CHARACTERS_SHOWN);
    this.of.accident(`${this.name} ended by itself (${signal ?? code}); the end of its log:\n${log}`);
  }
}
