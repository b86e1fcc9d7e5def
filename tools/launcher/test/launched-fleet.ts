import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { eventually } from '@raptor/testing';
import { readLaunchRecord } from '../launch-record';
import { isAlive } from '../process-identity';
import { readRunFile, type RunFile } from '../run-file';
import { REPOSITORY, stateFolder } from '../state-folder';

/** Generous: other suites may have both processors at this moment. */
const READY_WITHIN_MS = 60_000;

export interface CommandResult {
  readonly code: number | null;
  readonly output: string;
}

/** The launcher's commands on a state folder of a test's own, as a person runs them. */
export class LaunchedFleet {
  private readonly begun: ChildProcess[] = [];
  readonly state;

  constructor(
    readonly folder: string,
    private readonly variables: NodeJS.ProcessEnv = {},
  ) {
    this.state = stateFolder(folder);
  }

  /** What a launcher sees: ours, without the servers that this machine may name for other purposes. */
  get environment(): NodeJS.ProcessEnv {
    const none = {
      DATABASE_URL: '',
      REDIS_URL: '',
      REDIS_BUS_URL: '',
      REDIS_CACHE_URL: '',
      CHROMA_URL: '',
      GATEWAY_PORT: '',
    };
    return { ...process.env, ...none, RAPTOR_DIR: this.folder, NODE_ENV: 'development', ...this.variables };
  }

  /** Runs `start`, `stop` or `doctor` to its end. */
  async command(name: string): Promise<CommandResult> {
    const { child, output } = this.spawn(name);
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, output: output() };
  }

  /** Begins a start and resolves as soon as the first services run, which are not ready then. */
  async beginStart(): Promise<ChildProcess> {
    const { child, output } = this.spawn('start');
    await eventually(
      () => {
        const services = readLaunchRecord(this.state.launch).filter(
          (process) => process.kind === 'service' && isAlive(process),
        );
        if (services.length === 0) throw new Error(`No service runs: ${output()}`);
      },
      { withinMs: READY_WITHIN_MS, everyMs: 5 },
    );
    return child;
  }

  /** Starts the fleet and resolves when it is ready. */
  async start(): Promise<{ launcher: ChildProcess; run: RunFile; output: () => string }> {
    const { child, output } = this.spawn('start');
    const run = await eventually(
      () => {
        if (child.exitCode !== null) throw new Error(`It ended with ${child.exitCode}: ${output()}`);
        const now = readRunFile(this.state.run);
        if (now?.launcherPid !== child.pid) throw new Error(`Not ready: ${output()}`);
        return now as RunFile;
      },
      { withinMs: READY_WITHIN_MS },
    );
    return { launcher: child, run, output };
  }

  /** Every living process that belongs to this folder: recorded by the launcher, or with the folder in its command line. */
  processes(recorded = readLaunchRecord(this.state.launch)): string[] {
    const byRecord = recorded.filter(isAlive).map(({ name, pid }) => `${pid} ${name}`);
    const listing = execFileSync('ps', ['-A', '-o', 'pid=,stat=,args='], { encoding: 'utf8' });
    const byFolder = listing.split('\n').filter((line) => line.includes(this.folder) && !/^\s*\d+ Z/.test(line));
    return [...byRecord, ...byFolder.map((line) => line.trim())];
  }

  /** For the end of a suite, however it went. */
  async cleanUp(): Promise<void> {
    await this.command('stop');
    for (const child of this.begun) if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  }

  private spawn(name: string): { child: ChildProcess; output: () => string } {
    const child = spawn(process.execPath, ['-r', '@swc-node/register', `tools/launcher/${name}.ts`], {
      cwd: REPOSITORY,
      env: this.environment,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.begun.push(child);
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    return { child, output: () => output };
  }
}
