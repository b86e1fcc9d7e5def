import { Injectable } from '@nestjs/common';
import type { CalendarEntry, CalendarQuery, CalendarResponse } from '@raptor/contracts';
import { workspaceOf, type Transaction } from '@raptor/persistence';
import { spanOf } from '../operations/span';

const DAY_MS = 86_400_000;
/** Days that are looked at where nobody says. */
const USUAL_DAYS = 30;
const AT_MOST = 500;

/** Moves by when they run, campaigns by their first and last day; what is archived is left out, and so are moves that were killed. */
const ENTRIES = `
  WITH campaign AS (
    SELECT id, name, status, start_date, end_date FROM council.campaigns
    WHERE workspace_id = $1 AND status <> 'archived' AND ($4::uuid IS NULL OR id = $4)
  )
  SELECT 'campaign_start' AS kind, id, id AS campaign_id, name AS title, NULL AS channel, status AS state,
    start_date::timestamp AT TIME ZONE 'UTC' AS at
  FROM campaign WHERE start_date::timestamp AT TIME ZONE 'UTC' >= $2 AND start_date::timestamp AT TIME ZONE 'UTC' < $3
  UNION ALL
  SELECT 'campaign_end', id, id, name, NULL, status, end_date::timestamp AT TIME ZONE 'UTC'
  FROM campaign WHERE end_date::timestamp AT TIME ZONE 'UTC' >= $2 AND end_date::timestamp AT TIME ZONE 'UTC' < $3
  UNION ALL
  SELECT 'move', move.id, campaign_id, move.name, channel, state, scheduled_for
  FROM council.moves AS move JOIN campaign ON campaign.id = campaign_id
  WHERE workspace_id = $1 AND scheduled_for >= $2 AND scheduled_for < $3 AND state <> 'killed'
  ORDER BY at, kind, id LIMIT ${AT_MOST + 1}`;

type EntryRow = Omit<CalendarEntry, 'at'> & { readonly at: Date };

/** What has a date, whichever campaign it belongs to. */
@Injectable()
export class CalendarService {
  /** @throws AppError REQUEST_INVALID for a span that ends before it begins, or is very long. */
  async read(tx: Transaction, asked: CalendarQuery, now = new Date()): Promise<CalendarResponse> {
    const { from, to } = calendarSpan(asked, now);
    const values = [workspaceOf(tx), from, to, asked.campaign_id ?? null];
    const rows = await tx.query<EntryRow[]>(ENTRIES, values);
    return {
      from: from.toISOString(),
      to: to.toISOString(),
      items: rows.slice(0, AT_MOST).map(({ at, ...entry }) => ({ ...entry, at: at.toISOString() })),
      is_complete: rows.length <= AT_MOST,
    };
  }
}

/** A calendar looks ahead: it begins now, or where its end says. */
function calendarSpan({ from, to }: CalendarQuery, now: Date): { from: Date; to: Date } {
  const begin =
    from === undefined
      ? new Date(Math.min(now.getTime(), to === undefined ? Infinity : new Date(to).getTime() - DAY_MS))
      : new Date(from);
  const end = to === undefined ? new Date(begin.getTime() + USUAL_DAYS * DAY_MS) : new Date(to);
  return spanOf({ from: begin.toISOString(), to: end.toISOString() });
}
