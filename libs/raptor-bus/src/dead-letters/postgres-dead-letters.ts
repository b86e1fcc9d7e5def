import { validate as isUuid } from 'uuid';
import { DEAD_LETTER_REASONS, type DeadLetterReason } from '../keys';
import { tableIn } from '../postgres/identifiers';
import type { SqlDatabase } from '../postgres/sql';
import type { RaptorBus } from '../raptor-bus';
import { buryLetter } from './bury-letter';
import { changeLetters } from './change-letters';
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

  async get(id: string): Promise<Letter | undefined> {
    if (!isUuid(id)) return undefined;
    const statement = `SELECT ${WHOLE} FROM ${this.table} WHERE id = $1`;
    const [row] = await this.database.transaction((tx) => tx.query<LetterRow[]>(statement, [id]));
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
    const isNamed = typeof which === 'string' || Array.isArray(which);
    const from: LetterState[] = isNamed ? ['open', 'discarded'] : ['open'];
    const event = { did: 'queued', by } as const;
    const queued = await changeLetters(this.database, this.table, { which, from, set: QUEUED, event });
    if (queued > 0) this.wake();
    return queued;
  }

  /**
   * Has one letter handled again with another payload, sealed with the current key. The text that came stays as it is. When
   * the message had a dedup id and its sender tries once more, that id is found to be used by another request.
   * @returns false when there is no such letter, or it is neither open nor discarded.
   * @throws MessageInvalidError naming the fields that do not fit the message's class; MessageUnroutableError when the
   *   catalogue does not know the message; SealBrokenError when its seal was never good.
   */
  async redriveEdited(id: string, payload: object, { by }: { by: By }): Promise<boolean> {
    if (!isUuid(id)) return false;
    const find = `SELECT ${WHOLE} FROM ${this.table} WHERE id = $1 AND state IN ('open', 'discarded') FOR UPDATE`;
    const keep = `UPDATE ${this.table} AS letter SET ${QUEUED}, edited = $2, epoch = epoch + 1,
      history = ${historyWith('$3', 'letter')} WHERE id = $1`;
    const edited = await this.database.transaction(async (tx) => {
      const [row] = await tx.query<LetterRow[]>(find, [id]);
      if (!row) return false;
      const { text, fields } = editLetter(this.bus, letterOf(row), payload);
      await tx.query(keep, [id, text, eventText({ did: 'edited', by, fields })]);
      return true;
    });
    if (edited) this.wake();
    return edited;
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
    const set = `state = 'discarded', closed_at = clock_timestamp()`;
    const event = { did: 'discarded', by, reason } as const;
    return changeLetters(this.database, this.table, { which, from: ['open', 'queued'], set, event });
  }

  /** Called when letters have been queued here. @returns how to stop listening. */
  onQueued(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  private wake(): void {
    for (const listener of this.listeners) listener();
  }
}
