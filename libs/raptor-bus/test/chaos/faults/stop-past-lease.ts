import { setTimeout as pause } from 'node:timers/promises';
import type { InFlight, PendingEntry } from '../in-flight';
import type { SeededRandom } from '../seeded-random';
import type { SupervisedProcess } from '../supervised-process';
import { caughtAtWork } from './caught-at-work';

const CAUGHT_WITHIN_MS = 10_000;
/** It stays stopped until others have what it had: they may be dead or starting just then. */
const TAKEN_WITHIN_MS = 15_000;
const LOOK_EVERY_MS = 100;

export interface Stopped {
  readonly inFlight: number;
  /** Entries that others had when it went on. */
  readonly taken: number;
}

/**
 * A process that is silent for longer than its lease, as in a long pause of its machine, and then goes on as if nothing
 * had been, while another works on what it had.
 */
export async function stopPastLease(
  process: SupervisedProcess,
  forMs: number,
  inFlight: InFlight,
  random: SeededRandom,
): Promise<Stopped> {
  const { instance, part } = process;
  try {
    const look = (): Promise<PendingEntry[]> => inFlight.entriesOf(part.service, instance);
    const entries = await caughtAtWork(process, look, random, CAUGHT_WITHIN_MS);
    const until = Date.now() + forMs + TAKEN_WITHIN_MS;
    await pause(forMs);
    for (;;) {
      const taken = entries.length > 0 ? await inFlight.takenFrom(instance, entries) : 0;
      if (taken > 0 || entries.length === 0 || Date.now() > until) return { inFlight: entries.length, taken };
      await pause(LOOK_EVERY_MS);
    }
  } finally {
    process.resume();
  }
}
