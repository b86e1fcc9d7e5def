import type { Failure } from '../bus-errors';
import type { DeadLetterReason } from '../keys';
import type { Actor } from '../messages/envelope';

/** Open waits for a decision, queued is about to be handled again; redriven and discarded are closed. */
export type LetterState = 'open' | 'queued' | 'redriven' | 'discarded';

/** Who did something: a person, a key, an agent, or `system` with the name of a process. */
export type By = Pick<Actor, 'type' | 'id'>;

/** What happened to a letter. The first one tells how it became one. */
export interface LetterEvent {
  readonly did: 'buried' | 'queued' | 'edited' | 'discarded' | 'redriven' | 'failed';
  readonly by: By;
  /** ISO 8601, by the database's clock. */
  readonly at: string;
  /** Why it was discarded. */
  readonly reason?: string;
  /** The fields of the payload that an edit changed. */
  readonly fields?: readonly string[];
  /** What it failed with. */
  readonly failure?: Pick<Failure, 'code' | 'message'>;
}

/** A dead letter without its contents. */
export interface LetterSummary {
  readonly id: string;
  /** Of the event; for a text that is no envelope, of the stream entry: `<stream> <entry id>`. */
  readonly eventId: string;
  /** For whom it was handled: the service, or the name of a replay. */
  readonly group: string;
  readonly workspaceId: string | null;
  readonly name: string;
  readonly channel: string;
  readonly stream: string;
  readonly entryId: string;
  /** Of the latest failure, as is `failure`. */
  readonly reason: DeadLetterReason;
  readonly failure: Failure;
  /** Over all its tries, redriven ones and deaths of processes included. */
  readonly attempts: number;
  readonly state: LetterState;
  /** It has been given another payload than it came with. */
  readonly isEdited: boolean;
  readonly createdAt: Date;
  readonly closedAt: Date | null;
}

export interface Letter extends LetterSummary {
  /** The sealed text as Redis had it; an edit does not change it. */
  readonly raw: string;
  /** The sealed text that is handled instead of `raw`, after an edit. */
  readonly edited: string | null;
  /** The first event and the latest hundred, in order. */
  readonly history: readonly LetterEvent[];
}

/** Which letters; what is left out does not matter. */
export interface LetterFilter {
  readonly reason?: DeadLetterReason;
  readonly name?: string;
  readonly channel?: string;
  readonly group?: string;
  /** Null: those about the system itself, and those that could not be read. */
  readonly workspaceId?: string | null;
  /** Buried from this time on, */
  readonly since?: Date;
  /** and before this one. */
  readonly until?: Date;
}
