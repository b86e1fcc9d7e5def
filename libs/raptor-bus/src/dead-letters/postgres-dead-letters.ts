import { v7 as uuidv7, validate as isUuid } from 'uuid';
import { DEAD_LETTER_REASONS, type DeadLetterReason } from '../keys';
import { tableIn } from '../postgres/identifiers';
import type { SqlDatabase } from '../postgres/sql';
import type { RaptorBus } from '../raptor-bus';
import type { DeadLetter, DeadLetterStore } from './dead-letter-store';
import { editLetter } from './edit-letter';
import type { By, Letter, LetterEvent, LetterFilter, LetterState, LetterSummary } from './letter';
import { chosenBy, LetterCondition } from './letter-condition';
import { eventAt, eventText, historyWith, letterOf, SUMMARY, WHOLE, type LetterRow } from './letter-rows';
import { storableFailure } from './storable-failure';

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

/** Letters changed in one transaction: others wait no longer than that. */
const AT_ONCE = 1_000;

const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const LAST_ID = 'ffffffff-ffff-ffff-ffff-ffffffffffff';

/**
 * Dead letters in a service's own database, one for each event and group: for `server.keepDeadLettersIn(...)`, which then
 * also handles here what is redriven, in whichever replica is first. Whatever changes a letter is noted in its history.
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
  async bury(letter: DeadLetter): Promise<void> {
    const { eventId, group, workspaceId, name, channel, stream, entryId, reason, failure, attempts, raw } = letter;
    const workspace = workspaceId !== null && isUuid(workspaceId) ? workspaceId : null;
    const { code, message } = failure;
    const event = eventText({ did: 'buried', by: this.self, failure: { code, message: message.slice(0, 500) } });
    const keys = [uuidv7(), eventId, group, workspace, name, channel, stream, entryId];
    const values = [...keys, reason, storableFailure(failure), attempts, Buffer.from(raw, 'utf8'), event];
    const statement = `INSERT INTO ${this.table} AS letter (id, event_id, consumer_group, workspace_id, name, channel,
        stream, stream_id, reason, failure, attempts, raw, history)
      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11, $12, ${eventAt('$13')})
      ON CONFLICT (consumer_group, event_id) DO UPDATE SET state = 'open', reason = excluded.reason,
        failure = excluded.failure, attempts = letter.attempts + excluded.attempts, epoch = letter.epoch + 1,
        closed_at = NULL, history = ${historyWith('$13', 'letter')}
      WHERE letter.state = 'redriven'`;
    await this.database.transaction((tx) => tx.query(statement, values));
  }

  /** Newest first. @throws RangeError for a limit out of bounds. */
  async list({ state, limit, after = LAST_ID, ...filter }: LetterPage): Promise<LetterSummary[]> {
    if (!(limit >= 1 && limit <= 1_000)) throw new RangeError('The limit of a page is 1 to 1,000');
    const condition = new LetterCondition(after, limit).inStates(state && [state]).matching(filter);
    const statement = `SELECT ${SUMMARY} FROM ${this.table} WHERE id < $1 AND ${condition.text} ORDER BY id DESC LIMIT $2`;
    return this.database.transaction((tx) => tx.query<LetterSummary[]>(statement, condition.values));
  }

  async get(id: string): Promise<Letter | undefined> {
    if (!isUuid(id)) return undefined;
    const statement = `SELECT ${WHOLE} FROM ${this.table} WHERE id = $1`;
    const [row] = await this.database.transaction((tx) => tx.query<LetterRow[]>(statement, [id]));
    return row && letterOf(row);
  }

  /** How many are open. */
  async counts(): Promise<Record<DeadLetterReason, number>> {
    const statement = `SELECT reason, count(*)::int AS count FROM ${this.table} WHERE state = 'open' GROUP BY reason`;
    const rows = await this.database.transaction((tx) =>
      tx.query<{ reason: DeadLetterReason; count: number }[]>(statement),
    );
    const counted = Object.fromEntries(rows.map(({ reason, count }) => [reason, count]));
    const all = DEAD_LETTER_REASONS.map((reason) => [reason, counted[reason] ?? 0]);
    return Object.fromEntries(all) as Record<DeadLetterReason, number>;
  }

  /**
   * Has letters handled again, once, with the same event id: by id those that are open or discarded, by filter the open
   * ones. One that was edited goes with its edit. What fails is open again, with its new failure.
   * @returns how many.
   * @throws Error for a filter that says nothing.
   */
  async redrive(which: string | readonly string[] | LetterFilter, { by }: { by: By }): Promise<number> {
    const named = typeof which === 'string' || Array.isArray(which);
    const from: LetterState[] = named ? ['open', 'discarded'] : ['open'];
    const queued = await this.change(which, from, QUEUE, { did: 'queued', by });
    if (queued > 0) this.wake();
    return queued;
  }

  /**
   * Has one letter handled again with another payload, sealed with the current key. The text that came stays as it is. A
   * message with a dedup id that is then sent once more, with its old payload, finds it used by another request.
   * @returns false when there is no such letter, or it is neither open nor discarded.
   * @throws MessageInvalidError naming the fields that do not fit the message's class; MessageUnroutableError when the
   *   catalogue does not know the message; SealBrokenError when its seal was never good.
   */
  async redriveEdited(id: string, payload: object, { by }: { by: By }): Promise<boolean> {
    if (!isUuid(id)) return false;
    const find = `SELECT ${WHOLE} FROM ${this.table} WHERE id = $1 AND state IN ('open', 'discarded') FOR UPDATE`;
    const keep = `UPDATE ${this.table} AS letter SET ${QUEUE}, edited = $2, history = ${historyWith('$3', 'letter')}
      WHERE id = $1`;
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
   * Closes letters that nobody will handle: those that are open, and those queued that no replica has begun.
   * @returns how many.
   * @throws Error for a filter that says nothing.
   */
  discard(
    which: string | readonly string[] | LetterFilter,
    { by, reason }: { by: By; reason: string },
  ): Promise<number> {
    const set = `state = 'discarded', closed_at = clock_timestamp()`;
    return this.change(which, ['open', 'queued'], set, { did: 'discarded', by, reason });
  }

  /** For the redriver of this process. @returns how to stop listening. */
  onQueued(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  private get self(): By {
    return { type: 'system', id: this.bus.options.instance };
  }

  private wake(): void {
    for (const listener of this.listeners) listener();
  }

  /** Batch by batch and each letter once, also when it is open again before the last one is changed. */
  private async change(
    which: string | readonly string[] | LetterFilter,
    from: readonly LetterState[],
    set: string,
    event: Omit<LetterEvent, 'at'>,
  ): Promise<number> {
    const choose = chosenBy(which);
    let after = FIRST_ID;
    for (let total = 0; ;) {
      const condition = new LetterCondition(after, eventText(event)).inStates(from);
      choose(condition);
      const statement = `WITH chosen AS (
          SELECT id FROM ${this.table} WHERE id > $1 AND ${condition.text}
            AND (state <> 'queued' OR lease_until IS NULL OR lease_until <= clock_timestamp())
          ORDER BY id LIMIT ${AT_ONCE} FOR UPDATE
        ), changed AS (
          UPDATE ${this.table} AS letter SET ${set}, epoch = letter.epoch + 1, history = ${historyWith('$2', 'letter')}
          FROM chosen WHERE letter.id = chosen.id RETURNING letter.id
        ) SELECT id FROM changed ORDER BY id`;
      const rows = await this.database.transaction((tx) => tx.query<{ id: string }[]>(statement, condition.values));
      total += rows.length;
      const last = rows.at(-1);
      if (!last || rows.length < AT_ONCE) return total;
      after = last.id;
    }
  }
}

const QUEUE = `state = 'queued', deaths = 0, lease_until = NULL, closed_at = NULL`;
