import { v7 as uuidv7, validate as isUuid } from 'uuid';
import type { SqlTransaction } from '../postgres/sql';
import type { DeadLetter } from './dead-letter-store';
import type { By } from './letter';
import { briefOf, eventAt, eventText, historyWith } from './letter-rows';
import { storableFailure } from './storable-failure';

/** One letter for each event and group: one that was redriven is opened again, any other that is there stays as it is. */
export async function buryLetter(tx: SqlTransaction, table: string, letter: DeadLetter, by: By): Promise<void> {
  const { eventId, group, workspaceId, name, channel, stream, entryId, reason, failure, attempts, raw } = letter;
  const workspace = workspaceId !== null && isUuid(workspaceId) ? workspaceId : null;
  const origin = [eventId, group, workspace, name, channel, stream, entryId];
  const event = eventText({ did: 'buried', by, failure: briefOf(failure) });
  const values = [uuidv7(), ...origin, reason, storableFailure(failure), attempts, Buffer.from(raw, 'utf8'), event];
  await tx.query(
    `INSERT INTO ${table} AS letter (id, event_id, consumer_group, workspace_id, name, channel, stream, stream_id,
       reason, failure, attempts, raw, history)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10::jsonb, $11, $12, ${eventAt('$13')})
     ON CONFLICT (consumer_group, event_id) DO UPDATE SET state = 'open', reason = excluded.reason,
       failure = excluded.failure, attempts = letter.attempts + excluded.attempts, epoch = letter.epoch + 1,
       closed_at = NULL, history = ${historyWith('$13', 'letter')}
     WHERE letter.state = 'redriven'`,
    values,
  );
}
