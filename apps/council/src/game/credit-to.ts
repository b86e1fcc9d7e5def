import { CreditMerits, Merit } from '@raptor/contracts';
import type { Transaction } from '@raptor/persistence';
import type { Outbox } from '@raptor/raptor-bus';
import type { Counter } from './achievements';

/** What has come of somebody's work. */
export interface EarnedMerit {
  readonly counter: Counter;
  readonly times: number;
  readonly xp: number;
}

const PERSON = /^user:([0-9a-f-]{36})$/;

/**
 * Has it written down for a person, once the transaction has been committed.
 * @param actor as rows name them; nothing is written down for a machine.
 */
export async function creditTo(
  outbox: Outbox,
  tx: Transaction,
  actor: string,
  merits: readonly EarnedMerit[],
): Promise<void> {
  const userId = PERSON.exec(actor)?.[1];
  if (userId === undefined || merits.length === 0) return;
  const earned = merits.map((merit) => Object.assign(new Merit(), merit));
  await outbox.send(tx, Object.assign(new CreditMerits(), { userId, merits: earned }));
}
