import type { AuditEntryEntity } from './audit-entry.entity';
import { hashOfEntry } from './entry-hash';
import type { ChainEnd } from './next-entries';

/**
 * `missing`: there is no entry with this number. `wrong_prev_hash`: it does not follow the one before it. `wrong_hash`: it is not what
 * was written.
 */
export type ChainBreak = 'missing' | 'wrong_prev_hash' | 'wrong_hash';

export interface BrokenChain {
  readonly ok: false;
  /** The first number at which it is broken. */
  readonly seq: number;
  readonly reason: ChainBreak;
}

export const EMPTY_CHAIN: ChainEnd = { seq: 0, hash: null };

/** Whether `entries`, in the order of their numbers, follow `end` without a break; the new end, if so. */
export function checkChain(end: ChainEnd, entries: readonly AuditEntryEntity[]): ChainEnd | BrokenChain {
  let last = end;
  for (const entry of entries) {
    const reason = breakAt(last, entry);
    if (reason) return { ok: false, seq: last.seq + 1, reason };
    last = { seq: entry.seq, hash: entry.hash };
  }
  return last;
}

function breakAt(last: ChainEnd, entry: AuditEntryEntity): ChainBreak | undefined {
  if (entry.seq !== last.seq + 1) return 'missing';
  if (entry.prevHash !== last.hash) return 'wrong_prev_hash';
  if (entry.hash !== hashOfEntry(entry)) return 'wrong_hash';
  return undefined;
}
