import { validate as isUuid } from 'uuid';
import { DEAD_LETTER_REASONS, type DeadLetterReason } from '../keys';
import { tableIn } from '../postgres/identifiers';
import type { SqlDatabase, SqlTransaction } from '../postgres/sql';
import type { RaptorBus } from '../raptor-bus';
import { decode, type Envelope } from '../messages/envelope';
import { buryLetter } from './bury-letter';
import { AT_ONCE, changeBatch, changeLetters, type LetterChange } from './change-letters';
import type { DeadLetter, DeadLetterStore } from './dead-letter-store';
import { editLetter } from './edit-letter';
import type { By, Letter, LetterFilter, LetterState, LetterSummary } from './letter';
import { LetterCondition } from './letter-condition';
import { eventText, historyWith, letterOf, QUEUED, SUMMARY, WHOLE, type LetterRow } from './letter-rows';

export interface LetterPage extends LetterFilter {
  readonly state?: LetterState;
  /** At most this many, 1 to 1,000. */
  readonly limit: number;
  /** The id of the last letter of the page before. */
  readonly after?: string;
}

export interface DeadLettersOptions {
  /** How long redriven and discarded letters stay, in milliseconds. Default: 30 days. Others stay until somebody decides. */
  readonly keptMs?: number;
}

const DEFAULT_KEPT_MS = 30 * 24 * 60 * 60 * 1_000;

const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/**
 * Dead letters in a service's own database, one for each event and group: for `server.keepDeadLettersIn(...)`. What is
 * redriven is then handled by the replicas of that server, whoever is first; Redis has no part in it. Whatever changes a
 * letter is noted in its history.
 */
export class PostgresDeadLetters implements DeadLetterStore {
  readonly table: string;
  readonly keptMs: number;
  private readonly listeners = new Set<() => void>();

  constructor(
    private readonly bus: RaptorBus,
    readonly database: SqlDatabase,
    { keptMs = DEFAULT_KEPT_MS }: DeadLettersOptions = {},
  ) {
    this.table = tableIn(database.schema, 'dead_letters');
    this.keptMs = keptMs;
  }

  /** One that was redriven and failed again is opened again; any other that is there already stays as it is. */
  bury(letter: DeadLetter): Promise<void> {
    const by: By = { type: 'system', id: this.bus.options.instance };
    return this.database.transaction((tx) => buryLetter(tx, this.table, letter, by));
  }

  /** Newest first. @throws RangeError for a limit out of bounds. */
  list({ state, limit, after = LAST_ID, ...filter }: LetterPage): Promise<LetterSummary[]> {
    if (!(limit >= 1 && limit <= 1_000)) throw new RangeError('The limit of a page is 1 to 1,000');
    const { text, values } = new LetterCondition(after, limit).inStates(state && [state]).matching(filter);
    const statement = `SELECT ${SUMMARY} FROM ${this.table} WHERE id < $1 AND ${text} ORDER BY id DESC LIMIT $2`;
    return this.database.transaction((tx) => tx.query<LetterSummary[]>(statement, values));
  }

  get(id: string): Promise<Letter | undefined> {
    return this.database.transaction((tx) => this.getIn(tx, id));
  }

  /** {@link get} in the caller's transaction. */
  async getIn(tx: SqlTransaction, id: string): Promise<Letter | undefined> {
    if (!isUuid(id)) return undefined;
    const [row] = await tx.query<LetterRow[]>(`SELECT ${WHOLE} FROM ${this.table} WHERE id = $1`, [id]);
    return row && letterOf(row);
  }

  /** How many are open, for each reason. */
  async counts(): Promise<Record<DeadLetterReason, number>> {
    const statement = `SELECT reason, count(*)::int AS count FROM ${this.table} WHERE state = 'open' GROUP BY reason`;
    type Counted = { reason: DeadLetterReason; count: number };
    const rows = await this.database.transaction((tx) => tx.query<Counted[]>(statement));
    const none = DEAD_LETTER_REASONS.map((reason) => [reason, 0] as const);
    const counted = rows.map(({ reason, count }) => [reason, count] as const);
    return Object.fromEntries([...none, ...counted]) as Record<DeadLetterReason, number>;
  }

  /**
   * Has letters handled again, once, with the same event id: by id those that are open or discarded, by filter the open
   * ones. One that has been edited goes with its edit. What fails is open again, with its new failure.
   * @returns how many.
   * @throws Error for a filter that says nothing.
   */
  async redrive(which: string | readonly string[] | LetterFilter, { by }: { by: By }): Promise<number> {
    const queued = await changeLetters(this.database, this.table, redriving(which, by));
    if (queued > 0) this.wake();
    return queued;
  }

  /**
   * One batch of {@link redrive} in the caller's transaction; say {@link wake} after its commit.
   * @returns how many, and whether there may be more.
   */
  async redriveIn(
    tx: SqlTransaction,
    which: string | LetterFilter,
    { by }: { by: By },
  ): Promise<{ readonly queued: number; readonly hasMore: boolean }> {
    const { length: queued } = await changeBatch(tx, this.table, redriving(which, by));
    return { queued, hasMore: queued === AT_ONCE };
  }

  /**
   * Has one letter handled again with another payload, sealed with the current key. The text that came stays as it is. When
   * the message had a dedup id and its sender tries once more, that id is found to be used by another request.
   * @returns false when there is no such letter, or it is neither open nor discarded.
   * @throws MessageInvalidError naming the fields that do not fit the message's class; MessageUnroutableError when the
   *   catalogue does not know the message; SealBrokenError when its seal was never good.
   */
  async redriveEdited(id: string, payload: object, { by }: { by: By }): Promise<boolean> {
    const edited = await this.database.transaction((tx) => this.redriveEditedIn(tx, id, payload, { by }));
    if (edited) this.wake();
    return edited;
  }

  /** {@link redriveEdited} in the caller's transaction; say {@link wake} after its commit. */
  async redriveEditedIn(tx: SqlTransaction, id: string, payload: object, { by }: { by: By }): Promise<boolean> {
    if (!isUuid(id)) return false;
    const find = `SELECT ${WHOLE} FROM ${this.table} WHERE id = $1 AND state IN ('open', 'discarded') FOR UPDATE`;
    const keep = `UPDATE ${this.table} AS letter SET ${QUEUED}, edited = $2, epoch = epoch + 1,
      history = ${historyWith('$3', 'letter')} WHERE id = $1`;
    const [row] = await tx.query<LetterRow[]>(find, [id]);
    if (!row) return false;
    const { text, fields } = editLetter(this.bus, letterOf(row), payload);
    await tx.query(keep, [id, text, eventText({ did: 'edited', by, fields })]);
    return true;
  }

  /**
   * Closes letters that nobody is to handle: open ones, and queued ones that no replica has begun.
   * @returns how many.
   * @throws Error for a filter that says nothing.
   */
  discard(
    which: string | readonly string[] | LetterFilter,
    { by, reason }: { by: By; reason: string },
  ): Promise<number> {
    return changeLetters(this.database, this.table, discarding(which, by, reason));
  }

  /** {@link discard} of one letter, in the caller's transaction. @returns whether it was to be discarded. */
  async discardIn(tx: SqlTransaction, id: string, { by, reason }: { by: By; reason: string }): Promise<boolean> {
    return (await changeBatch(tx, this.table, discarding(id, by, reason))).length > 0;
  }

  /** The message of a letter, as it came or as it was edited; undefined where it cannot be read, or its seal is not good (any more). */
  messageIn({ channel }: Letter, text: string): Envelope | undefined {
    try {
      return decode(this.bus.sealer.open(this.bus.keys.place(channel), text));
    } catch {
      return undefined;
    }
  }

  /** Called when letters have been queued here. @returns how to stop listening. */
  onQueued(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /** Has the replicas of this process look for queued letters now, rather than at their next poll. */
  wake(): void {
    for (const listener of this.listeners) listener();
  }
}

function redriving(which: string | readonly string[] | LetterFilter, by: By): LetterChange {
  const isNamed = typeof which === 'string' || Array.isArray(which);
  return { which, from: isNamed ? ['open', 'discarded'] : ['open'], set: QUEUED, event: { did: 'queued', by } };
}

const discarding = (which: string | readonly string[] | LetterFilter, by: By, reason: string): LetterChange => ({
  which,
  from: ['open', 'queued'],
  set: `state = 'discarded', closed_at = clock_timestamp()`,
  event: { did: 'discarded', by, reason },
});
