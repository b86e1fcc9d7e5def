import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { readLaunchRecord } from '../tools/launcher/launch-record';
import { readRunFile, type RunFile } from '../tools/launcher/run-file';
import { REPOSITORY, stateFolder } from '../tools/launcher/state-folder';

/** How the launcher's own process is called among those of the fleet. */
export const LAUNCHER = 'launcher';

const GIVE_UP_AFTER_MS = 120_000;
const LOOK_EVERY_MS = 10;

export interface MeasuredStart {
  /** From the start of the launcher's process until everything is ready. */
  readonly readyMs: number;
  /** Replica -> ms from the start of its process until it was ready. */
  readonly services: ReadonlyMap<string, number>;
}

/** A fleet that is started and stopped as `npm start` and `npm stop` do it, in a folder of its own. */
export class FleetUnderTest {
  private readonly state;
  private launcher: ChildProcess | undefined;

  /** @param environment Variables for the services, besides those of this process. */
  constructor(
    private readonly folder: string,
    private readonly environment: NodeJS.ProcessEnv = {},
  ) {
    this.state = stateFolder(folder);
  }

  /** Where everything is, once it has started. */
  get run(): RunFile {
    const run = readRunFile(this.state.run);
    if (!run) throw new Error('No fleet runs here');
    return run;
  }

  build(): void {
    execFileSync(process.execPath, ['-r', '@swc-node/register', join('tools', 'build', 'build.ts')], {
      cwd: REPOSITORY,
    });
  }

  async start(): Promise<MeasuredStart> {
    const began = performance.now();
    const launcher = spawn(process.execPath, ['-r', '@swc-node/register', join('tools', 'launcher', 'start.ts')], {
      cwd: REPOSITORY,
      env: { ...process.env, ...this.environment, RAPTOR_DIR: this.folder, GATEWAY_PORT: '' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    this.launcher = launcher;
    while (readRunFile(this.state.run)?.launcherPid !== launcher.pid) {
      if (launcher.exitCode !== null) throw new Error(`The start failed with exit code ${launcher.exitCode}.`);
      if (performance.now() - began > GIVE_UP_AFTER_MS)
        throw new Error(`Not ready after ${GIVE_UP_AFTER_MS / 1000} s.`);
      await delay(LOOK_EVERY_MS);
    }
    const readyMs = Math.round(performance.now() - began);
    const services = this.services().map(({ name, readyAfterMs }): [string, number] => [name, readyAfterMs ?? 0]);
    return { readyMs, services: new Map(services) };
  }

  async stop(): Promise<void> {
    if (!this.launcher || this.launcher.exitCode !== null) return;
    const ended = once(this.launcher, 'exit');
    this.launcher.kill('SIGTERM');
    await ended;
  }

  /** Resident memory in MB: the services and the launcher. */
  memoryMb(): Map<string, number> {
    const processes = [...this.services(), { name: LAUNCHER, pid: this.launcher?.pid ?? 0 }];
    return new Map(
      processes.map(({ name, pid }) => {
        const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' });
        return [name, Math.round(Number(kilobytes) / 1024)];
      }),
    );
  }

  private services() {
    return readLaunchRecord(this.state.launch).filter(({ kind }) => kind === 'service');
  }
}
