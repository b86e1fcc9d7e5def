import type { Failure } from '../bus-errors';
import type { DeadLetterReason } from '../keys';
import type { SqlTransaction } from '../postgres/sql';
import type { RaptorBus } from '../raptor-bus';
import type { By, Letter } from './letter';
import { briefOf, eventText, historyWith } from './letter-rows';
import type { PostgresDeadLetters } from './postgres-dead-letters';
import { storableFailure } from './storable-failure';

/** A queued letter that this process has for a lease. */
export interface TakenLetter extends Pick<Letter, 'id' | 'group' | 'name' | 'channel' | 'stream' | 'entryId'> {
  /** Says which taking it was: a later one has another. */
  readonly epoch: number;
  /** Processes that died over it since it was queued. */
  readonly deaths: number;
  /** Of the failure that it was queued with. */
  readonly failureCode: string;
  /** The sealed text to handle. */
  readonly text: string;
}

type TakenRow = Omit<TakenLetter, 'text'> & { readonly raw: Buffer; readonly edited: string | null };

type Held = Pick<TakenLetter, 'id' | 'epoch'>;

const LEASE_END = `clock_timestamp() + $1::bigint * interval '1 millisecond'`;

/** The queued letters of one service, as its replicas share them: each has at most one taker at a time, whose writes carry its epoch. */
export class RedriveQueue {
  private readonly others: readonly string[];

  constructor(
    private readonly bus: RaptorBus,
    private readonly letters: PostgresDeadLetters,
  ) {
    const { catalogue, options } = bus;
    const readers = catalogue.entries.flatMap((entry) => entry.readers);
    this.others = [...new Set(readers)].filter((reader) => reader !== options.service);
  }

  /** Takes what nobody has, oldest first. A lease that ran out was a process that died, and is counted before it is begun again. */
  async take(most: number): Promise<TakenLetter[]> {
    const { table } = this.letters;
    const rows = await this.query<TakenRow>(
      `WITH due AS (
         SELECT id FROM ${table} WHERE state = 'queued' AND consumer_group <> ALL($3::text[])
           AND (lease_until IS NULL OR lease_until <= clock_timestamp())
         ORDER BY id LIMIT $2 FOR UPDATE SKIP LOCKED
       ), taken AS (
         UPDATE ${table} AS letter SET lease_until = ${LEASE_END}, epoch = letter.epoch + 1,
           deaths = letter.deaths + CASE WHEN letter.lease_until IS NULL THEN 0 ELSE 1 END
         FROM due WHERE letter.id = due.id RETURNING letter.*
       ) SELECT id, epoch, deaths, consumer_group AS "group", name, channel, stream, stream_id AS "entryId",
           failure ->> 'code' AS "failureCode", raw, edited
         FROM taken ORDER BY id`,
      [this.bus.options.leaseMs, most, this.others],
    );
    return rows.map(({ raw, edited, ...row }) => ({ ...row, text: edited ?? raw.toString('utf8') }));
  }

  /** Keeps letters for another lease. @returns those that somebody else has, or that are queued no more. */
  async renew<T extends Held>(held: readonly T[]): Promise<T[]> {
    const { table } = this.letters;
    const rows = await this.query<Held>(
      `WITH kept AS (
         UPDATE ${table} AS letter SET lease_until = ${LEASE_END}
         FROM unnest($2::uuid[], $3::integer[]) AS mine (id, epoch)
         WHERE letter.id = mine.id AND letter.epoch = mine.epoch AND letter.state = 'queued'
         RETURNING letter.id, letter.epoch
       ) SELECT id, epoch FROM kept`,
      [this.bus.options.leaseMs, held.map(({ id }) => id), held.map(({ epoch }) => epoch)],
    );
    const kept = new Set(rows.map(({ id, epoch }) => `${id} ${epoch}`));
    return held.filter(({ id, epoch }) => !kept.has(`${id} ${epoch}`));
  }

  /** Another replica may have it at once; no death is counted, and a renewal on its way comes too late. */
  async giveBack(letter: Held): Promise<void> {
    await this.write(letter, 'lease_until = NULL, epoch = epoch + 1', []);
  }

  /** @returns false when somebody else has it by now. */
  async redriven(letter: Held): Promise<boolean> {
    const event = eventText({ did: 'redriven', by: this.self });
    const set = `state = 'redriven', attempts = attempts + deaths + 1, closed_at = clock_timestamp(),
      lease_until = NULL, history = ${historyWith('$3', 'letter')}`;
    return this.write(letter, set, [event]);
  }

  /** @returns false when somebody else has it by now. */
  async failed(letter: Held, reason: DeadLetterReason, failure: Failure, tries: 0 | 1): Promise<boolean> {
    const event = eventText({ did: 'failed', by: this.self, failure: briefOf(failure) });
    const set = `state = 'open', reason = $4, failure = $5::jsonb, attempts = attempts + deaths + $6,
      lease_until = NULL, history = ${historyWith('$3', 'letter')}`;
    return this.write(letter, set, [event, reason, storableFailure(failure), tries]);
  }

  private async write({ id, epoch }: Held, set: string, values: readonly unknown[]): Promise<boolean> {
    const statement = `WITH written AS (
        UPDATE ${this.letters.table} AS letter SET ${set} WHERE id = $1 AND epoch = $2 AND state = 'queued' RETURNING id
      ) SELECT id FROM written`;
    return (await this.query(statement, [id, epoch, ...values])).length > 0;
  }

  private query<T>(statement: string, values: unknown[]): Promise<T[]> {
    return this.letters.database.transaction((tx: SqlTransaction) => tx.query<T[]>(statement, values));
  }

  private get self(): By {
    return { type: 'system', id: this.bus.options.instance };
  }
}
