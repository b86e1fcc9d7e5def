import { goneWithin, endLeftOvers } from './left-overs';
import { readLaunchRecord, type RecordedProcess } from './launch-record';
import { lockHolder } from './launcher-lock';
import { signalIfAlive, type ProcessIdentity } from './process-identity';
import { removeRunFile } from './run-file';
import { isFree } from './service-ports';
import type { StateFolder } from './state-folder';
import { rmSync } from 'node:fs';

/** Services may take 9 s to drain and databases some more to write what they hold. */
const LAUNCHER_MAY_TAKE_MS = 30_000;

export interface StopReport {
  readonly stopped: boolean;
  /** What is left although it should be gone; empty when all is well. */
  readonly remaining: readonly string[];
  readonly text: string;
}

/**
 * Ends the fleet of a state folder and waits until launcher, services, servers and their ports are gone. What a dead launcher left
 * is ended as well. Nothing running is no error.
 */
export async function stopFleet(state: StateFolder): Promise<StopReport> {
  const started = performance.now();
  const launcher = lockHolder(state.lock);
  const recorded = readLaunchRecord(state.launch);
  if (launcher) await endLauncher(launcher);
  const leftOvers = await endLeftOvers(recorded);
  const remaining = await whatRemains(launcher, recorded);
  if (remaining.length > 0)
    return { stopped: false, remaining, text: `Not everything has ended: ${remaining.join(', ')}.` };
  removeRunFile(state.run);
  rmSync(state.launch, { force: true });
  const seconds = `${((performance.now() - started) / 1000).toFixed(1)} s`;
  if (launcher) {
    const names = (kind: RecordedProcess['kind']): number => recorded.filter((process) => process.kind === kind).length;
    return {
      stopped: true,
      remaining,
      text: `Stopped ${names('service')} services and ${names('server')} servers in ${seconds}. The data is kept in ${state.folder}.`,
    };
  }
  if (leftOvers.length > 0) {
    return {
      stopped: true,
      remaining,
      text: `The launcher had already ended; ended what it had left in ${seconds}: ${leftOvers.map(({ name }) => name).join(', ')}.`,
    };
  }
  return { stopped: true, remaining, text: `Nothing is running in ${state.folder}.` };
}

async function endLauncher(launcher: ProcessIdentity): Promise<void> {
  const asProcess = [{ ...launcher, name: 'launcher', kind: 'service' as const }];
  signalIfAlive(launcher, 'SIGTERM');
  if (await goneWithin(asProcess, LAUNCHER_MAY_TAKE_MS)) return;
  signalIfAlive(launcher, 'SIGKILL');
  await goneWithin(asProcess, 2_000);
}

async function whatRemains(
  launcher: ProcessIdentity | undefined,
  recorded: readonly RecordedProcess[],
): Promise<string[]> {
  const remaining: string[] = [];
  if (launcher && !(await goneWithin([{ ...launcher, name: 'launcher', kind: 'service' }], 0)))
    remaining.push(`launcher ${launcher.pid}`);
  for (const process of recorded) {
    if (!(await goneWithin([process], 0))) remaining.push(`${process.name} (process ${process.pid})`);
    else if (process.port && !(await isFree(process.port))) remaining.push(`port ${process.port} of ${process.name}`);
  }
  return remaining;
}
