import { setTimeout as pause } from 'node:timers/promises';
import type { TcpProxy } from '../../fixtures/tcp-proxy';
import type { InFlight } from '../in-flight';

const LOOK_EVERY_MS = 20;
/** How long something to be cut is waited for. */
const CAUGHT_WITHIN_MS = 10_000;

/**
 * Breaks every connection to Redis again and again, beginning when somebody is at work: on a slow machine one cut after another
 * would else hit nobody. `cut` is told after each how many entries were pending.
 */
export async function cutConnections(
  { everyMs, forMs }: { everyMs: number; forMs: number },
  proxy: TcpProxy,
  inFlight: InFlight,
  cut: (pending: number) => void,
): Promise<void> {
  let pending = await somethingPending(inFlight);
  const until = Date.now() + forMs;
  while (Date.now() < until) {
    const next = pause(everyMs);
    await proxy.close();
    await proxy.open();
    cut(pending);
    await next;
    pending = (await inFlight.pending()) ?? 0;
  }
}

async function somethingPending(inFlight: InFlight): Promise<number> {
  const until = Date.now() + CAUGHT_WITHIN_MS;
  for (;;) {
    const pending = (await inFlight.pending()) ?? 0;
    if (pending > 0 || Date.now() > until) return pending;
    await pause(LOOK_EVERY_MS);
  }
}
