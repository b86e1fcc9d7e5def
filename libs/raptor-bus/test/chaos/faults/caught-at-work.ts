import { setTimeout as pause } from 'node:timers/promises';
import type { SeededRandom } from '../seeded-random';
import type { SupervisedProcess } from '../supervised-process';

/** Most looks follow each other after this long, in milliseconds. */
const BETWEEN_LOOKS = [4, 16] as const;

/**
 * Stops a process (SIGSTOP) in a moment in which it has something in flight, so that what it has can be told before it
 * moves on. After `withinMs` it is stopped wherever it is.
 * @returns what `look` found.
 */
export async function caughtAtWork<T>(
  process: SupervisedProcess,
  look: () => Promise<readonly T[]>,
  random: SeededRandom,
  withinMs: number,
): Promise<readonly T[]> {
  const until = Date.now() + withinMs;
  for (;;) {
    process.stop();
    const found = await look();
    if (found.length > 0 || Date.now() > until) return found;
    process.resume();
    await pause(random.between(...BETWEEN_LOOKS));
  }
}
