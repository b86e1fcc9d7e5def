import type { Transaction } from '@raptor/persistence';

/**
 * Reads rows of the guild's own tables for an agent, in a transaction of its workspace. Gives plain values that JSON can carry; a
 * bounded number of them, in an order that does not change.
 */
export type RowReader = (
  tx: Transaction,
  question: Readonly<Record<string, unknown>>,
) => Promise<readonly Readonly<Record<string, unknown>>[]>;

/** By name, as agents ask for them: `sources.rows.read('competitors')`. */
export type RowReaders = Readonly<Record<string, RowReader>>;
