import type { Failure } from '../bus-errors';
import type { DeadLetterReason } from '../keys';

/** A message that could not be handled, as it came. */
export interface DeadLetter {
  /** Of the event; for a text that is no envelope, of the stream entry: `<stream> <entry id>`. */
  readonly eventId: string;
  /** The consumer group that could not handle it. */
  readonly group: string;
  readonly workspaceId: string | null;
  /** `unknown` when it cannot be read. */
  readonly name: string;
  readonly channel: string;
  readonly stream: string;
  readonly entryId: string;
  readonly reason: DeadLetterReason;
  readonly failure: Failure;
  readonly attempts: number;
  /** The sealed text as Redis had it. */
  readonly raw: string;
}

/** Where dead letters are kept. */
export interface DeadLetterStore {
  /**
   * Keeps a letter; a second one for the same event and group changes nothing, unless the first was handled again
   * meanwhile. Resolves once it is durable.
   */
  bury(letter: DeadLetter): Promise<void>;
}
