import type { Failure } from '../bus-errors';
import type { Letter, LetterEvent } from './letter';
import { storableJson } from './storable-failure';

/** Columns of a LetterSummary. */
export const SUMMARY = `id, event_id AS "eventId", consumer_group AS "group", workspace_id AS "workspaceId", name, channel,
  stream, stream_id AS "entryId", reason, failure, attempts, state, edited IS NOT NULL AS "isEdited",
  created_at AS "createdAt", closed_at AS "closedAt"`;

/** Columns of a Letter. */
export const WHOLE = `${SUMMARY}, raw, edited, history`;

export type LetterRow = Omit<Letter, 'raw'> & { readonly raw: Buffer };

export const letterOf = (row: LetterRow): Letter => ({ ...row, raw: row.raw.toString('utf8') });

/** Columns that put a letter into the queue of the redriver. */
export const QUEUED = `state = 'queued', deaths = 0, lease_until = NULL, closed_at = NULL`;

/** Events beyond the first one that a letter keeps. */
const MOST_EVENTS = 100;

/** An event as SQL, with the database's time, from a parameter made by {@link eventText}. */
export const eventAt = (parameter: string): string =>
  `jsonb_build_array(${parameter}::jsonb || jsonb_build_object('at', clock_timestamp()))`;

/** The history of a row and one more event; the first one, how it became a letter, always stays. */
export const historyWith = (parameter: string, row: string): string =>
  `(CASE WHEN jsonb_array_length(${row}.history) > ${MOST_EVENTS} THEN ${row}.history - 1 ELSE ${row}.history END)
    || ${eventAt(parameter)}`;

export const eventText = (event: Omit<LetterEvent, 'at'>): string => storableJson(event);

/** What a history says of a failure. */
export const briefOf = ({ code, message }: Failure): Pick<Failure, 'code' | 'message'> => ({
  code,
  message: String(message).slice(0, 500),
});
