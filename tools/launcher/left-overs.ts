import { setTimeout as delay } from 'node:timers/promises';
import type { RecordedProcess } from './launch-record';
import { isAlive, signalIfAlive } from './process-identity';

const PATIENCE = { servicesMs: 9_500, serversMs: 15_000 };
const LOOK_EVERY_MS = 25;

/**
 * Ends what a dead launcher left: services first, then the servers they use. Each process is recognised by number and
 * birth, so a stranger that has inherited a number is safe. Resolves with those that had to be dealt with.
 */
export async function endLeftOvers(
  recorded: readonly RecordedProcess[],
  patience: typeof PATIENCE = PATIENCE,
): Promise<RecordedProcess[]> {
  const alive = recorded.filter(isAlive);
  await endAll(
    alive.filter(({ kind }) => kind === 'service'),
    patience.servicesMs,
  );
  const servers = alive.filter(({ kind }) => kind === 'server');
  // Their keeper is stopping them in good order as soon as the services are gone; signalling at once would only disturb it.
  await goneWithin(servers, 2_000);
  await endAll(servers, patience.serversMs);
  return alive;
}

async function endAll(processes: readonly RecordedProcess[], withinMs: number): Promise<void> {
  for (const process of processes) signalIfAlive(process, 'SIGTERM');
  if (await goneWithin(processes, withinMs)) return;
  for (const process of processes) signalIfAlive(process, 'SIGKILL');
  await goneWithin(processes, 2_000);
}

/** True as soon as none of these processes lives, false after `withinMs`. */
export async function goneWithin(processes: readonly RecordedProcess[], withinMs: number): Promise<boolean> {
  const deadline = Date.now() + withinMs;
  while (processes.some(isAlive)) {
    if (Date.now() > deadline) return false;
    await delay(LOOK_EVERY_MS);
  }
  return true;
}
