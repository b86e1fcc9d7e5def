import { fork, type ChildProcess } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import type { SpawnSpec } from './servers';

export const KEEPER_FILE = join(__dirname, 'keeper.cjs');

export interface KeptProcess {
  pid: number;
  /** Settles with the exit code when the process ends; null when a signal ended it or the keeper itself is gone. */
  ended: Promise<number | null>;
}

interface PendingProcess {
  spawned(pid: number): void;
  failed(message: string): void;
  exited(code: number | null): void;
}

type KeeperMessage =
  | { type: 'spawned'; id: number; pid: number }
  | { type: 'failed'; id: number; message: string }
  | { type: 'exited'; id: number; code: number | null };

/**
 * Our end of the channel to the keeper, the small process whose children the servers are (keeper.cjs). When this process ends in any
 * way the channel closes, and the keeper stops the servers.
 */
export class Keeper {
  private readonly processes = new Map<number, PendingProcess>();
  private readonly gone: Promise<void>;
  private nextId = 1;

  private constructor(private readonly child: ChildProcess) {
    this.gone = new Promise((resolve) => child.once('exit', () => resolve()));
    child.on('message', (message) => this.receive(message as KeeperMessage));
    child.once('exit', () => this.loseAll());
  }

  /** `dataDir` appears in the keeper's command line, by which a later run recognises it. */
  static start(dataDir: string, logFile: string): Keeper {
    const log = openSync(logFile, 'a', 0o600);
    try {
      return new Keeper(
        // No execArgv: a TypeScript loader of ours has no business in it. Detached: Ctrl-C is for the launcher alone.
        fork(KEEPER_FILE, [dataDir], {
          detached: true,
          execArgv: [],
          env: keeperEnvironment(),
          stdio: ['ignore', log, log, 'ipc'],
        }),
      );
    } finally {
      closeSync(log);
    }
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /** Starts a process; rejects when the program cannot be started at all. */
  spawn(spec: SpawnSpec): Promise<KeptProcess> {
    const id = this.nextId++;
    return new Promise((resolve, reject) => {
      let exited: (code: number | null) => void = () => undefined;
      const ended = new Promise<number | null>((settle) => (exited = settle));
      this.processes.set(id, {
        spawned: (pid) => resolve({ pid, ended }),
        failed: (message) => reject(new Error(`${spec.command} cannot be started: ${message}`)),
        exited: (code) => exited(code),
      });
      this.send({ type: 'spawn', id, spec });
    });
  }

  stopAfter(pids: number[]): void {
    this.send({ type: 'stop-after', pids });
  }

  removeAtEnd(folders: string[]): void {
    this.send({ type: 'remove-at-end', folders });
  }

  /** Lets this process end without stopping first; the keeper then tidies up by itself. */
  unref(): void {
    this.child.unref();
    this.child.channel?.unref();
  }

  async stop(): Promise<void> {
    this.child.ref();
    this.send({ type: 'stop' });
    await this.gone;
  }

  private send(message: object): void {
    if (this.child.connected) this.child.send(message, () => undefined);
    else this.loseAll();
  }

  private receive(message: KeeperMessage): void {
    const pending = this.processes.get(message.id);
    if (message.type === 'spawned') pending?.spawned(message.pid);
    if (message.type === 'failed') pending?.failed(message.message);
    if (message.type === 'exited') pending?.exited(message.code);
  }

  private loseAll(): void {
    for (const pending of this.processes.values()) {
      pending.failed('the process that looks after the servers has ended');
      pending.exited(null);
    }
  }
}

function keeperEnvironment(): Record<string, string> {
  return { PATH: process.env.PATH ?? '/usr/bin:/bin' };
}
