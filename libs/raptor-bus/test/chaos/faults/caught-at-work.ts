import { setTimeout as pause } from 'node:timers/promises';
import type { InFlight } from '../in-flight';
import type { SeededRandom } from '../seeded-random';
import type { SupervisedProcess } from '../supervised-process';

/** Most looks follow each other after this long, in milliseconds. */
const BETWEEN_LOOKS = [4, 16] as const;

/**
 * Stops a process (SIGSTOP) in a moment in which it has something in flight, so that what it has can be counted before
 * it moves on. After `withinMs` it is stopped wherever it is.
 * @returns how much it has in flight.
 */
export async function caughtAtWork(
  process: SupervisedProcess,
  inFlight: InFlight,
  random: SeededRandom,
  withinMs: number,
): Promise<number> {
  const until = Date.now() + withinMs;
  for (;;) {
    process.stop();
    const found = await inFlight.of(process);
    if (found > 0 || Date.now() > until) return found;
    process.resume();
    await pause(random.between(...BETWEEN_LOOKS));
  }
}
