import { firstIdAt } from '../postgres/first-id-at';
import { tableIn } from '../postgres/identifiers';
import type { SqlDatabase } from '../postgres/sql';
import { NO_WORKSPACE } from '../postgres/tables';
import type { RaptorBus } from '../raptor-bus';
import { reach } from '../redis/connection';

/** Which messages of this service to send again. */
export interface ArchiveSelection {
  readonly channel: string;
  /** When they were sent: from this time on, */
  readonly from: Date;
  /** and before this one. */
  readonly to: Date;
  readonly names?: readonly string[];
  /** Null: those about the system itself. Undefined: of every workspace. */
  readonly workspaceId?: string | null;
  /** Ends it between two batches. */
  readonly signal?: AbortSignal;
}

const BATCH = 200;

/** How long what nobody replays stays in Redis, in seconds. */
const UNREAD_KEPT_SECONDS = 86_400;

interface ArchivedRow {
  readonly id: string;
  readonly envelope: string;
}

/** Messages that all readers have confirmed, for as long as the relay keeps them. */
export class OutboxArchive {
  private readonly find: string;

  constructor(
    private readonly bus: RaptorBus,
    private readonly database: SqlDatabase,
  ) {
    this.find = `SELECT id, envelope FROM ${tableIn(database.schema, 'outbox_events')}
      WHERE id > $1 AND id < $2 AND state = 'confirmed' AND channel = $3
        AND ($4::text[] IS NULL OR name = ANY($4)) AND ($5::uuid IS NULL OR workspace_id = $5)
      ORDER BY id LIMIT ${BATCH}`;
  }

  /**
   * Hands messages to the replay called `replayName`, in the order in which they were sent, as they were then.
   * @returns how many.
   * @throws BusUnavailableError when Redis did not take all; those before are there.
   */
  async republish(selection: ArchiveSelection, replayName: string): Promise<number> {
    const { channel, from, to, names = null, workspaceId, signal } = selection;
    const workspace = workspaceId === null ? NO_WORKSPACE : (workspaceId ?? null);
    let after = firstIdAt(from);
    for (let total = 0; ;) {
      signal?.throwIfAborted();
      const values = [after, firstIdAt(to), channel, names, workspace];
      const rows = await this.database.transaction((tx) => tx.query<ArchivedRow[]>(this.find, values));
      await this.handOver(channel, replayName, rows);
      total += rows.length;
      const last = rows.at(-1);
      if (!last || rows.length < BATCH) return total;
      after = last.id;
    }
  }

  private async handOver(channel: string, replayName: string, rows: readonly ArchivedRow[]): Promise<void> {
    const { keys, sealer } = this.bus;
    const stream = keys.replay(channel, replayName);
    const sealed = rows.map(({ envelope }) => sealer.seal(keys.place(channel), envelope));
    await reach(() => Promise.all(sealed.map((text) => this.bus.sendSoon(['xadd', stream, '*', 'e', text]))));
    await reach(() => this.bus.sendSoon(['expire', stream, UNREAD_KEPT_SECONDS]));
  }
}
