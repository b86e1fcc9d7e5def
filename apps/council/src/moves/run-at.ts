import { RunMove } from '@raptor/contracts';
import type { Transaction } from '@raptor/persistence';
import type { Outbox } from '@raptor/raptor-bus';

/** A timer must not be a moment too early, whosever clock it goes by. */
const MARGIN_MS = 100;

/**
 * Has a move looked at when its time comes; at once where it has passed. A timer too many finds nothing to do.
 * @param at when it is to run.
 */
export async function runAt(outbox: Outbox, tx: Transaction, moveId: string, at: Date): Promise<void> {
  const deliverAfter = new Date(Math.max(at.getTime(), Date.now()) + MARGIN_MS);
  await outbox.send(tx, Object.assign(new RunMove(), { moveId }), { deliverAfter });
}
