import { fork, type ChildProcess } from 'node:child_process';
import { closeSync, fstatSync } from 'node:fs';
import { join } from 'node:path';
import { openLog, tailOfLog } from './log-file';

const RUN_BUNDLE = join(__dirname, 'run-bundle.cjs');

export interface ServiceProgram {
  /** Name of the replica, such as `muse-1`. */
  readonly name: string;
  /** The built bundle. */
  readonly bundle: string;
  readonly nodeOptions: readonly string[];
  readonly environment: NodeJS.ProcessEnv;
  readonly workingFolder: string;
  readonly logFile: string;
}

export interface ServiceExit {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly livedMs: number;
}

/** One life of a service, from its fork to its end. */
export class ServiceProcess {
  readonly exited: Promise<ServiceExit>;
  private readonly child: ChildProcess;
  private readonly logStart: number;
  private gone = false;

  constructor(private readonly program: ServiceProgram) {
    const started = performance.now();
    const log = openLog(program.logFile);
    this.logStart = fstatSync(log).size;
    try {
      this.child = fork(RUN_BUNDLE, [program.bundle], {
        cwd: program.workingFolder,
        env: program.environment,
        execArgv: [...program.nodeOptions],
        // Its own group: Ctrl-C reaches the launcher alone, which ends services in good order.
        detached: true,
        // The channel carries nothing; a service leaves when it closes, whatever has ended the launcher.
        stdio: ['ignore', log, log, 'ipc'],
      });
    } finally {
      closeSync(log);
    }
    this.exited = new Promise((resolve) => {
      const end = (code: number | null, signal: NodeJS.Signals | null): void => {
        this.gone = true;
        resolve({ code, signal, livedMs: performance.now() - started });
      };
      this.child.once('exit', end);
      this.child.once('error', () => end(null, null));
    });
  }

  /** Undefined when it could not be started at all. */
  get pid(): number | undefined {
    return this.child.pid;
  }

  get isGone(): boolean {
    return this.gone;
  }

  /** Asks it to drain and leave; kills it when it is still there after `withinMs`. Resolves when it is gone. */
  async end(withinMs: number): Promise<void> {
    if (this.gone) return;
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.kill(), withinMs);
    await this.exited;
    clearTimeout(timer);
  }

  /** Ends it at once, with whatever it has started. */
  kill(): void {
    if (this.gone || this.child.pid === undefined) return;
    try {
      process.kill(-this.child.pid, 'SIGKILL');
    } catch {
      this.child.kill('SIGKILL');
    }
  }

  /** The last lines that this life has logged. */
  lastLogLines(count: number): string[] {
    return tailOfLog(this.program.logFile, count, this.logStart);
  }
}
