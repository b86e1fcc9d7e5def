import { setTimeout as pause } from 'node:timers/promises';
import type { TcpProxy } from '../../fixtures/tcp-proxy';
import type { InFlight } from '../in-flight';

/** Breaks every connection to Redis again and again. `cut` is told after each how many entries were pending. */
export async function cutConnections(
  { everyMs, forMs }: { everyMs: number; forMs: number },
  proxy: TcpProxy,
  inFlight: InFlight,
  cut: (pending: number) => void,
): Promise<void> {
  const until = Date.now() + forMs;
  while (Date.now() < until) {
    const next = pause(everyMs);
    const pending = (await inFlight.pending()) ?? 0;
    await proxy.close();
    await proxy.open();
    cut(pending);
    await next;
  }
}
