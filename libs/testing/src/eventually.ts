import { setTimeout as delay } from 'node:timers/promises';

export interface EventuallyOptions {
  /** Default 20,000: a machine that does other things too may take its time. */
  withinMs?: number;
  /** Pause between two looks, default 25. */
  everyMs?: number;
}

/**
 * Repeats `look` until it stops throwing and answers what it returned. Put the expectation inside: `await eventually(() =>
 * expect(rows()).toHaveLength(2))`. After `withinMs` it throws with the last failure, also when a look itself never ends.
 */
export async function eventually<T>(
  look: () => T | Promise<T>,
  { withinMs = 20_000, everyMs = 25 }: EventuallyOptions = {},
): Promise<T> {
  const deadline = Date.now() + withinMs;
  let lastFailure: unknown = new Error('the first look did not end');
  for (;;) {
    const outcome = await attempt(look, Math.max(deadline - Date.now(), 1));
    if (outcome.kind === 'answer') return outcome.value;
    if (outcome.kind === 'failure') lastFailure = outcome.error;
    if (Date.now() + everyMs >= deadline) throw tooLate(withinMs, lastFailure);
    await delay(everyMs);
  }
}

type Outcome<T> = { kind: 'answer'; value: T } | { kind: 'failure'; error: unknown } | { kind: 'unfinished' };

async function attempt<T>(look: () => T | Promise<T>, withinMs: number): Promise<Outcome<T>> {
  const timer = new AbortController();
  const looked = (async () => look())().then(
    (value): Outcome<T> => ({ kind: 'answer', value }),
    (error: unknown): Outcome<T> => ({ kind: 'failure', error }),
  );
  const timeUp = delay(withinMs, { kind: 'unfinished' } as Outcome<T>, { signal: timer.signal }).catch(
    (): Outcome<T> => ({ kind: 'unfinished' }),
  );
  try {
    return await Promise.race([looked, timeUp]);
  } finally {
    timer.abort();
  }
}

function tooLate(withinMs: number, lastFailure: unknown): Error {
  const reason = lastFailure instanceof Error ? lastFailure.message : String(lastFailure);
  return new Error(`Not within ${withinMs} ms. The last failure: ${reason}`, { cause: lastFailure });
}
