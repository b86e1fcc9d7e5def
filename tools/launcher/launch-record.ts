import { readFileSync, rmSync } from 'node:fs';
import { identify, type ProcessIdentity } from './process-identity';
import { writePrivateJson } from './state-folder';

/** A process that a launcher started, with the port it was given. */
export interface RecordedProcess extends ProcessIdentity {
  readonly name: string;
  readonly kind: 'service' | 'server';
  readonly port?: number;
  /** How long after its start a service was ready; undefined until then. */
  readonly readyAfterMs?: number;
}

/**
 * Which processes a launcher has started, on disk from the first moment on, so that what an ended launcher left behind can be
 * told from strangers and ended.
 */
export class LaunchRecord {
  private processes: RecordedProcess[] = [];

  constructor(private readonly path: string) {}

  /** Notes a process under its name; a restarted one replaces its forerunner. */
  add(process: { name: string; kind: 'service' | 'server'; pid: number; port?: number }): void {
    const identity = identify(process.pid);
    if (!identity) return;
    this.processes = [...this.processes.filter(({ name }) => name !== process.name), { ...process, ...identity }];
    writePrivateJson(this.path, this.processes);
  }

  noteReady(name: string, readyAfterMs: number): void {
    this.processes = this.processes.map((process) => (process.name === name ? { ...process, readyAfterMs } : process));
    writePrivateJson(this.path, this.processes);
  }

  remove(): void {
    rmSync(this.path, { force: true });
  }
}

/** What the latest launcher of this folder had started; empty when it ended in good order. */
export function readLaunchRecord(path: string): RecordedProcess[] {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as RecordedProcess[];
  } catch {
    return [];
  }
}
